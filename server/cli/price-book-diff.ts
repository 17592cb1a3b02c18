import type { PriceBook } from '@dealfloor/price-book';
import type { Command } from 'commander';
import { contentHash } from '../audit/canonical-json.ts';
import { comparePriceBooks } from '../price-books/compare-price-books.ts';
import { changeText, differenceLines } from './difference-table.ts';
import { EXIT, type Finish } from './exit-code.ts';
import { DEMO_OPTION } from './open-database.ts';
import { readPriceBook } from './read-price-book.ts';
import { readShelves } from './read-shelves.ts';
import { say, sayJson } from './say.ts';

const AFTER = `
A and B are versions on the shelf or files. Looks at everything that prices: rates, credit ladder, shared pool,
allocation, endpoint profiles, plans and use cases; not at the name, first day and note of a book.
Exit codes: 0 the same, 1 they differ, 2 called wrongly, 3 a file was refused.

Examples:
  $ dealfloor price-book diff 2026-08-01 2026-11-01
  $ dealfloor price-book diff 2026-11-01 draft.json --json
`;

/** `dealfloor price-book diff`: what two price books do not have in common. */
export function addPriceBookDiff(group: Command, finish: Finish): void {
  group
    .command('diff')
    .argument('<a>', 'a version on the shelf, or a file')
    .argument('<b>', 'another')
    .description('what differs between two price books')
    .option('--json', 'as JSON')
    .option(...DEMO_OPTION)
    .addHelpText('after', AFTER)
    .action(async (a: string, b: string, { json, demo }: { json?: true; demo?: true }) => {
      const { stored } = await readShelves(demo);
      const [before, after] = [await readPriceBook(a, stored), await readPriceBook(b, stored)];
      const differences = comparePriceBooks(before, after);
      const isSame = differences.length === 0;
      if (json) {
        const changes = differences.map((one) => ({ ...one, change: changeText(one.before, one.after) }));
        sayJson({ isSame, before: describe(before), after: describe(after), differences: changes });
      } else {
        say(`A  ${titleOf(before)}\nB  ${titleOf(after)}`);
        if (isSame) say('The same: every rate, profile, plan, use case and the pool.');
        else for (const line of differenceLines(differences, ['A', 'B'])) say(line);
      }
      finish(isSame ? EXIT.ok : EXIT.findings);
    });
}

function describe(book: PriceBook) {
  return { version: book.version, effectiveFrom: book.effectiveFrom, hash: contentHash(book) };
}

function titleOf({ version, effectiveFrom, ...rest }: PriceBook): string {
  const hash = contentHash({ version, effectiveFrom, ...rest }).slice(0, 12);
  return `${version}  ${effectiveFrom === null ? 'a draft' : `from ${effectiveFrom}`}  ${hash}`;
}
