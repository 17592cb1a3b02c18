import { createHash } from 'node:crypto';
import { type Command, Option } from 'commander';
import { contentHash } from '../audit/canonical-json.ts';
import { EXPORT_FORMATS, type ExportFormat, exportPriceBook } from '../price-books/export-price-book.ts';
import { CommandError } from './command-error.ts';
import { DEMO_OPTION } from './open-database.ts';
import { readPriceBook } from './read-price-book.ts';
import { readShelves } from './read-shelves.ts';
import { complain, say, sayJson } from './say.ts';
import type { StoredTerms } from './stored-terms.ts';
import { writeOutput } from './write-output.ts';

type Options = { format: ExportFormat; out?: string; json?: true; demo?: true };

const AFTER = `
json has the very bytes that the content hash is made of (sha256sum of the file is the hash), py is a module of plain
Python data with decimal text, csv has one field a line. Nothing but the book goes to standard output; its hash goes
to standard error.

Examples:
  $ dealfloor price-book export 2026-11-01 > book.json
  $ dealfloor price-book export 2026-11-01 --format py --out price_book.py
`;

/** `dealfloor price-book export`: a price book for another program. */
export function addPriceBookExport(group: Command): void {
  group
    .command('export')
    .argument('<version>', 'a version on the shelf')
    .description('one price book for another ETL, as JSON, Python or CSV')
    .addOption(new Option('--format <format>', 'how').choices(EXPORT_FORMATS).default('json'))
    .option('--out <file>', 'write it there instead of standard output')
    .option('--json', 'tell about the export as JSON')
    .option(...DEMO_OPTION)
    .addHelpText('after', AFTER)
    .action(async (version: string, { format, out, json, demo }: Options) => {
      const { stored } = await readShelves(demo);
      const book = await readPriceBook(version, stored);
      const hash = contentHash(book);
      requireIntact(stored, version, hash);
      const text = exportPriceBook(book, format);
      if (out !== undefined) writeOutput(out, text);
      const fileHash = createHash('sha256').update(text, 'utf8').digest('hex');
      const told = { version: book.version, hash, format, fileHash, bytes: Buffer.byteLength(text) };
      if (json) return sayJson({ ...told, ...(out === undefined ? { text } : { out }) });
      if (out === undefined) process.stdout.write(text);
      else say(`${out}: price book ${book.version}, ${told.bytes} bytes.`);
      complain(`SHA-256 of price book ${book.version}: ${hash}`);
    });
}

/** What was changed behind our back goes to nobody else's ETL. */
function requireIntact(stored: readonly StoredTerms[], version: string, hash: string): void {
  const rows = stored.filter((row) => row.kind === 'price book' && row.version === version);
  if (rows.length === 0 || rows.some((row) => row.hash === hash)) return;
  throw new CommandError(
    'refused',
    `Price book ${version} is not what was imported. Look with "dealfloor price-book verify".`,
  );
}
