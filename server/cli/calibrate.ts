import { compileRates, type PriceBook } from '@dealfloor/price-book';
import { type Command, InvalidArgumentError } from 'commander';
import type { CalibrationReport } from '../calibrate/calibrate-profiles.ts';
import { dayOf, systemClock } from '../clock.ts';
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
import { collect } from './etl-flags.ts';
import { exactJson } from './exact-json.ts';
import { EXIT, type Finish } from './exit-code.ts';
import { DEMO_OPTION, openDatabase, type ReadableDatabase } from './open-database.ts';
import { calibrationLines } from './print-calibration.ts';
import { say, sayJson } from './say.ts';

type Options = DraftOptions & {
  days: number;
  leastCalls: number;
  leastAccounts: number;
  source?: string;
  ignore: string[];
  portal?: string;
  json?: true;
};

const AFTER = `
Measures what a call of each endpoint uses, over booked facts: everything it used (retries and hits too) over its
calls, half-even, so that calls x profile is what was booked. How many calls one operation needs (pages) facts cannot
tell; --source FILES tells it from a raw log in CSV or Parquet with a column operation_id.
A proposal is a draft price book: it is written or saved when asked, and applied never.
Exit codes: 0 nothing differs, 1 an endpoint differs from its live profile, 2 called wrongly, 3 refused.

Examples:
  $ dealfloor calibrate
  $ dealfloor calibrate --days 90 --propose draft.json
  $ dealfloor calibrate --source 'logs/2026-11-*.parquet' --json
`;

/** `dealfloor calibrate`: endpoint profiles as measured, beside those of the live price book. */
export function addCalibrateCommand(program: Command, finish: Finish): void {
  program
    .command('calibrate')
    .description('measure endpoint profiles from booked facts, and propose them as a draft')
    .option('--days <days>', 'how many complete days to look at', wholeNumber, 30)
    .option('--least-calls <calls>', 'fewer calls are not proposed', wholeNumber, 1_000)
    .option('--least-accounts <accounts>', 'fewer accounts are not proposed', wholeNumber, 3)
    .option('--source <files>', 'a raw log with operation_id, to count pages')
    .option('--ignore <column>', 'a column that looks personal and is none; repeat it for more', collect, [])
    .option(...PROPOSE_OPTION)
    .option(...SAVE_OPTION)
    .option(...DRY_RUN_OPTION)
    .option(...PORTAL_OPTION)
    .option('--json', 'as JSON')
    .option(...DEMO_OPTION)
    .addHelpText('after', AFTER)
    .action(async (options: Options) => {
      const database = await openDatabase(options.demo);
      const { live, report } = await look(database, options).finally(() => database.close());
      const draft = await proposal(live, report, options);
      if (draft) await handOverDraft(draft, report.portalId, options);
      if (options.json) sayJson({ ...Object(exactJson(report)), proposal: draft && draftJson(live, draft) });
      else {
        for (const line of calibrationLines(report)) say(line);
        if (draft) sayDraft(live, draft, options);
      }
      const { comparePriceBooks } = await import('../price-books/compare-price-books.ts');
      finish(draft && changesQuantities(comparePriceBooks(live, draft)) ? EXIT.findings : EXIT.ok);
    });
}

async function look(database: ReadableDatabase, options: Options) {
  const { calibrateProfiles, windowOf } = await import('../calibrate/calibrate-profiles.ts');
  const { booksOnShelf } = await import('./shelf-books.ts');
  const portalId = await choosePortal(database, options.portal);
  const books = await booksOnShelf(database, portalId);
  const live = requireLive(liveOn(books, dayOf(systemClock.now())));
  const pages = await pagesOf(options, windowOf(systemClock, options.days));
  const reader = { database, clock: systemClock };
  const { days, leastCalls, leastAccounts: leastTenants } = options;
  const evidence = { leastCalls: BigInt(leastCalls), leastTenants };
  const input = { portalId, days, rates: compileRates(live), pages, ...evidence };
  return { live, report: await calibrateProfiles(reader, input) };
}

async function pagesOf({ source, ignore }: Options, window: { from: string; to: string }) {
  if (source === undefined) return null;
  const { readPages } = await import('../calibrate/read-pages.ts');
  return readPages({ pattern: source, ignoredColumns: ignore, ...window });
}

/** Where a draft was asked for, too little evidence is a refusal; else there is no draft. */
async function proposal(
  live: PriceBook,
  report: CalibrationReport,
  options: Options,
): Promise<PriceBook | null> {
  const { proposeProfiles } = await import('../calibrate/calibrate-profiles.ts');
  const isPossible = report.endpoints.some(({ leftOut }) => leftOut === null);
  return isPossible || wantsDraft(options) ? proposeProfiles(live, report) : null;
}

/** That a quantity is measured now and was assumed before is no finding when it is the same. */
function changesQuantities(differences: readonly { readonly field: string }[]): boolean {
  return differences.some(({ field }) => field !== 'source');
}

function wholeNumber(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Write a whole number from 1.');
}
