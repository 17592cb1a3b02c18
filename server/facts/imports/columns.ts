import { UnprocessableError } from '../../service-error.ts';
import { isPersonalColumn } from '../personal-columns.ts';

/** A column of a file: its name, other names it goes by, and whether a file may lack it. */
export type Column = {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly optional?: true;
};

/** What the header of a file must and may say; `wrong` are names that would be misread, each with the reason. */
export type Header = {
  readonly columns: readonly Column[];
  readonly wrong?: Readonly<Record<string, string>>;
};

/** Where each column of ours stands in the file. Everything that is wrong with a header is told at once. */
export function placeColumns(
  header: Header,
  cells: readonly string[],
  ignored: readonly string[],
): ReadonlyMap<string, number> {
  const skipped = new Set(ignored.map(plain));
  const named = cells.map((text, index) => ({ text: text.trim(), name: plain(text), index }));
  const kept = named.filter(({ name }) => !skipped.has(name));
  for (const { text, name } of kept) {
    if (isPersonalColumn(name) && !ours(header, name)) throw looksPersonal(text);
    const reason = header.wrong?.[name];
    if (reason !== undefined) throw new UnprocessableError('wrong-column', `column "${text}" ${reason}`);
  }
  const places = new Map<string, number>();
  const faults: string[] = [];
  for (const { text, name, index } of kept) {
    const column = ours(header, name);
    if (!column) faults.push(`"${text}" is unknown (leave it out with --ignore ${name || '""'})`);
    else if (places.has(column.name)) faults.push(`${column.name} stands there twice`);
    else places.set(column.name, index);
  }
  const missing = header.columns.filter(({ name, optional }) => !optional && !places.has(name));
  if (missing.length > 0) faults.unshift(`missing: ${missing.map(({ name }) => name).join(', ')}`);
  if (faults.length > 0) {
    const known = header.columns.map(({ name, optional }) => (optional ? `[${name}]` : name)).join(', ');
    throw new UnprocessableError(
      'header-refused',
      `the header is not right: ${faults.join('; ')}. Nothing was written. The columns are: ${known}.`,
    );
  }
  return places;
}

function looksPersonal(column: string): UnprocessableError {
  const sentence = `column "${column}" looks personal; drop it or map it with --ignore ${plain(column)}`;
  return new UnprocessableError('personal-column', sentence);
}

function ours({ columns }: Header, name: string): Column | undefined {
  return columns.find((column) => column.name === name || column.aliases?.includes(name));
}

/** A heading without capitals, spaces and dashes: "Event Date" is event_date. */
function plain(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
}
