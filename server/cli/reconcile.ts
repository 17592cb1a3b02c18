import { DecimalText, type PriceBook, parseMoney } from '@dealfloor/price-book';
import { type Command, InvalidArgumentError } from 'commander';
import { dayOf, systemClock } from '../clock.ts';
import type { CreditLot } from '../reconcile/consume-lots.ts';
import { proposeCreditRate } from '../reconcile/propose-credit-rate.ts';
import type { Reconciliation } from '../reconcile/reconcile-month.ts';
import { liveOn } from './bundled-terms.ts';
import { choosePortal, PORTAL_OPTION } from './choose-portal.ts';
import {
  DRY_RUN_OPTION,
  type DraftOptions,
  draftJson,
  handOverDraft,
  PROPOSE_OPTION,
  requireLive,
  SAVE_OPTION,
  sayDraft,
  wantsDraft,
} from './draft-price-book.ts';
import { exactJson } from './exact-json.ts';
import { EXIT, type Finish } from './exit-code.ts';
import { DEMO_OPTION, openDatabase, type ReadableDatabase } from './open-database.ts';
import { sayReconciliation } from './print-reconciliation.ts';
import { readInputText } from './read-input-file.ts';
import { sayJson } from './say.ts';

type Options = DraftOptions & {
  month: string;
  invoice: string;
  lots?: string;
  limit: string;
  portal?: string;
  json?: true;
};

const AFTER = `
Holds an upstream invoice against the booked log of its month: credits on our keys, those of trials and of quarantined
requests too. What was paid over what was used is the price of a credit, never of a call: calls use different credits.
Credits bought ahead: --lots names a CSV with a row a pack (bought_on,credits,usd; also name, used_before). They are
used first in, first out, and the month is compared with what it used up, not with what was paid in it.
A proposal is a draft price book: it is written or saved when asked, and applied never.
Exit codes: 0 explained, 1 a gap over the limit or another finding, 2 called wrongly, 3 refused.

Examples:
  $ dealfloor reconcile --month 2026-10 --invoice 5120.40
  $ dealfloor reconcile --month 2026-10 --invoice 9000 --lots packs.csv --json
  $ dealfloor reconcile --month 2026-10 --invoice 5120.40 --propose draft.json
`;

/** `dealfloor reconcile`: an upstream invoice beside the booked log of its month. */
export function addReconcileCommand(program: Command, finish: Finish): void {
  program
    .command('reconcile')
    .description('hold an upstream invoice against the booked log of its month')
    .requiredOption('--month <month>', 'like 2026-10', parseMonth)
    .requiredOption('--invoice <usd>', 'what was invoiced, like 5120.40', parseUsd)
    .option('--lots <file>', 'credit packs as CSV, where credits are bought ahead')
    .option('--limit <percent>', 'the largest gap that is no finding', parseUsd, '3')
    .option(...PROPOSE_OPTION)
    .option(...SAVE_OPTION)
    .option(...DRY_RUN_OPTION)
    .option(...PORTAL_OPTION)
    .option('--json', 'as JSON')
    .option(...DEMO_OPTION)
    .addHelpText('after', AFTER)
    .action(async (options: Options) => {
      const lots = options.lots === undefined ? null : await readLots(options.lots);
      const database = await openDatabase(options.demo);
      const { found, live } = await look(database, options, lots).finally(() => database.close());
      const draft = proposal(live, found, options);
      if (draft) await handOverDraft(draft, found.portalId, options);
      if (options.json) {
        sayJson({ ...reportOf(found), proposal: live && draft ? draftJson(live, draft) : null });
      } else {
        sayReconciliation(found, live);
        if (live && draft) sayDraft(live, draft, options);
      }
      finish(isExplained(found) ? EXIT.ok : EXIT.findings);
    });
}

async function readLots(file: string): Promise<CreditLot[]> {
  const { parseLots } = await import('../reconcile/parse-lots.ts');
  return parseLots(await readInputText(file, { noun: 'a file of lots', mostBytes: 1_048_576 }));
}

async function look(database: ReadableDatabase, options: Options, lots: readonly CreditLot[] | null) {
  const { reconcileMonth } = await import('../reconcile/reconcile-month.ts');
  const { booksOnShelf } = await import('./shelf-books.ts');
  const portalId = await choosePortal(database, options.portal);
  const live = liveOn(await booksOnShelf(database, portalId), dayOf(systemClock.now()));
  const { month, limit: limitPercent } = options;
  const invoiceNanoUsd = parseMoney(options.invoice);
  const input = { portalId, month, invoiceNanoUsd, lots, limitPercent };
  return { live, found: await reconcileMonth({ database, clock: systemClock }, input) };
}

/** Where a draft was asked for, what hinders it is a refusal; else it is only left out. */
function proposal(live: PriceBook | null, found: Reconciliation, options: Options): PriceBook | null {
  if (wantsDraft(options)) return proposeCreditRate(requireLive(live), found);
  if (!live || live.creditPacks || !found.perCredit || found.perCredit.usd === live.rates.credit) return null;
  return proposeCreditRate(live, found);
}

function isExplained({ gap, days, findings }: Reconciliation): boolean {
  return !gap.isOver && days.missing.length === 0 && findings.length === 0;
}

function reportOf(found: Reconciliation) {
  return { isExplained: isExplained(found), ...Object(exactJson(found)) };
}

function parseMonth(text: string): string {
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) return text;
  throw new InvalidArgumentError('Write a month like 2026-10.');
}

function parseUsd(text: string): string {
  if (DecimalText.safeParse(text).success) return text;
  throw new InvalidArgumentError('Write a plain decimal number, like 5120.40, without separators or signs.');
}
