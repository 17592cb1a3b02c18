import type { Command } from 'commander';
import { dayOf, systemClock } from '../clock.ts';
import { diskFiles } from '../files.ts';
import { bundledPriceBooks } from '../price-books/import-files.ts';
import { checkBundle } from './check-bundle.ts';
import { checkStoredTerms } from './check-stored-terms.ts';
import { mergeChecks } from './check-terms.ts';
import { EXIT, type Finish } from './exit-code.ts';
import { findingLine } from './finding.ts';
import { addPriceBookImport } from './import-terms.ts';
import { findPriceBook, listShelf, shelfLines } from './list-shelf.ts';
import { DEMO_OPTION } from './open-database.ts';
import { addPriceBookDiff } from './price-book-diff.ts';
import { addPriceBookExport } from './price-book-export.ts';
import { printPriceBook } from './print-price-book.ts';
import { readShelves } from './read-shelves.ts';
import { say, sayJson } from './say.ts';

type Options = { json?: true; demo?: true };

const AFTER = `
Examples:
  $ dealfloor price-book list
  $ dealfloor price-book show 2026-11-01 --json > book.json
  $ dealfloor price-book diff 2026-08-01 2026-11-01
  $ dealfloor price-book export 2026-11-01 --format py --out price_book.py
  $ dealfloor price-book verify
`;
const JSON_OPTION = ['--json', 'as JSON'] as const;

/** `dealfloor price-book`: the bundled price books and, where there is a database, those on its shelves. */
export function addPriceBookCommand(program: Command, finish: Finish): void {
  const group = program
    .command('price-book')
    .description('the rates that everything is priced with')
    .addHelpText('after', AFTER);
  group
    .command('list')
    .description('every version, and which one is live')
    .option(...JSON_OPTION)
    .option(...DEMO_OPTION)
    .addHelpText('after', AFTER)
    .action((options: Options) => list(options));
  group
    .command('show')
    .argument('<version>')
    .description('one price book: rates, shared pool, endpoints, plans')
    .option('--json', 'the whole book as JSON, for another ETL')
    .option(...DEMO_OPTION)
    .addHelpText('after', AFTER)
    .action((version: string, options: Options) => show(version, options));
  group
    .command('verify')
    .description('schema, content hash and, where there is a database, the hash it stored')
    .option(...JSON_OPTION)
    .option(...DEMO_OPTION)
    .addHelpText('after', AFTER)
    .action(async (options: Options) => finish(await verify(options)));
  addPriceBookDiff(group, finish);
  addPriceBookExport(group);
  addPriceBookImport(group);
}

async function list({ json, demo }: Options): Promise<void> {
  const { stored } = await readShelves(demo);
  const shelf = listShelf(bundledPriceBooks(diskFiles), stored, dayOf(systemClock.now()));
  if (json) sayJson(shelf);
  else for (const line of shelfLines(shelf)) say(line);
}

async function show(version: string, { json, demo }: Options): Promise<void> {
  const { stored } = await readShelves(demo);
  const book = findPriceBook(version, bundledPriceBooks(diskFiles), stored);
  if (json) sayJson(book);
  else say(printPriceBook(book));
}

async function verify({ json, demo }: Options) {
  const bundle = checkBundle();
  const { stored, file } = await readShelves(demo);
  const { versions, findings } = mergeChecks([bundle, checkStoredTerms(stored, bundle.versions)]);
  if (json) sayJson({ ok: findings.length === 0, database: file, versions, findings });
  else {
    for (const { where, hash } of versions) say(`${hash.slice(0, 16)}  ${where}`);
    if (file === null) say('There is no database yet; the bundled files alone were checked.');
    for (const finding of findings) say(findingLine(finding));
    say(
      findings.length === 0
        ? `✔ ${versions.length} versions, all as they should be`
        : `${findings.length} found`,
    );
  }
  return findings.length === 0 ? EXIT.ok : EXIT.findings;
}
