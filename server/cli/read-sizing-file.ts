import { Sizing } from '@dealfloor/price-book';
import { fieldIssues } from '../http/field-issues.ts';
import { MOST_BYTES } from '../http/read-body.ts';
import { CommandError } from './command-error.ts';
import { nameOfInput, readInputJson } from './read-input-file.ts';

/** The sizing in a file, or on standard input for "-", under the same rules as the body of an HTTP request. */
export async function readSizingFile(file: string): Promise<Sizing> {
  const sizing = Sizing.safeParse(await readInputJson(file, { noun: 'a sizing', mostBytes: MOST_BYTES }));
  if (sizing.success) return sizing.data;
  throw new CommandError(
    'refused',
    `${nameOfInput(file)}: some fields are not right.`,
    fieldIssues(sizing.error),
  );
}
