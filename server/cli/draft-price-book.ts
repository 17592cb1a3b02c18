import type { PriceBook } from '@dealfloor/price-book';
import { contentHash } from '../audit/canonical-json.ts';
import { comparePriceBooks } from '../price-books/compare-price-books.ts';
import { CommandError } from './command-error.ts';
import { differenceLines } from './difference-table.ts';
import { withDeployment } from './open-deployment.ts';
import { say } from './say.ts';
import { writeOutput } from './write-output.ts';

export type DraftOptions = { propose?: string; save?: true; dryRun?: true; demo?: true };
export const PROPOSE_OPTION = ['--propose <file>', 'write the proposed draft there'] as const;
export const SAVE_OPTION = ['--save', 'put the draft on the shelf; a draft is live on no day'] as const;
export const DRY_RUN_OPTION = ['--dry-run', 'tell what would be written, and write nothing'] as const;

/** Whether a draft was asked for at all. */
export function wantsDraft({ propose, save }: DraftOptions): boolean {
  return propose !== undefined || save === true;
}

/** Writes a proposed draft as a file, onto the shelf, or both; it never becomes live by itself. */
export async function handOverDraft(
  draft: PriceBook,
  portalId: string,
  { propose, save, dryRun, demo }: DraftOptions,
): Promise<void> {
  if (dryRun) return;
  if (propose !== undefined) writeOutput(propose, `${JSON.stringify(draft, null, 2)}\n`);
  if (!save) return;
  await withDeployment(async (ports) => {
    const { importPriceBook } = await import('../price-books/import-price-book.ts');
    const { systemActor } = await import('../people/actor.ts');
    await importPriceBook(ports, systemActor(portalId, 'cli'), draft);
  }, demo);
}

/** A draft beside the live book, and where it was put. */
export function sayDraft(live: PriceBook, draft: PriceBook, options: DraftOptions): void {
  const would = options.dryRun ? 'would be ' : '';
  say(`\nProposed: draft ${draft.version}, beside ${live.version} (live). It is live on no day.`);
  for (const line of differenceLines(comparePriceBooks(live, draft), ['Live', 'Proposed'])) say(`  ${line}`);
  if (options.propose !== undefined) say(`  ${would}written to ${options.propose}`);
  if (options.save) say(`  ${would}put on the shelf as a draft`);
  if (!wantsDraft(options)) say('  Keep it with --propose FILE or --save.');
}

/** A draft as JSON: the differences, its hash and the book itself. */
export function draftJson(live: PriceBook, draft: PriceBook) {
  const differences = comparePriceBooks(live, draft);
  return { version: draft.version, live: live.version, hash: contentHash(draft), differences, book: draft };
}

/** A portal without a live price book has nothing that a draft could differ from. */
export function requireLive(live: PriceBook | null): PriceBook {
  if (live) return live;
  throw new CommandError('refused', 'No price book is live: there is nothing that a draft could start from.');
}
