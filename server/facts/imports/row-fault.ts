import { type FieldIssue, UnprocessableError } from '../../service-error.ts';

/** What is wrong with one row: the sentence begins with the column; `advice` follows what was not written. */
export class RowFault extends Error {
  readonly row: number;
  readonly advice: string;

  constructor(row: number, sentence: string, advice = '') {
    super(sentence);
    this.row = row;
    this.advice = advice;
  }
}

/** How many rows at fault are told at once. */
export const MOST_FAULTS = 10;

/** A file is refused whole: the first row at fault is the sentence, the others stand below it. */
export function refusalOf(faults: readonly RowFault[]): UnprocessableError {
  const [first, ...others] = faults;
  if (!first) throw new Error('invariant: a file is refused for a fault');
  const sentence = first.message.endsWith(')') ? first.message : first.message.replace(/\.$/, '');
  const words = [`row ${first.row}: ${sentence}.`, 'Nothing was written.', first.advice];
  const issues = others.map((fault): FieldIssue => ({ path: `row ${fault.row}`, message: fault.message }));
  return new UnprocessableError('row-refused', words.filter((word) => word !== '').join(' '), issues);
}
