import type { AccountBook, AccountWindow, CostClass } from '@dealfloor/price-book';
import type { Database } from '../db/database.ts';
import type { LiveTerms } from '../price-books/live-terms.ts';
import {
  type AccountSums,
  costOf,
  difference,
  figuresOf,
  grossMarginOf,
  marginView,
  NOTHING,
  printKnown,
  sumOf,
  wordOf,
} from './account-figures.ts';
import { accountRow } from './account-row.ts';
import type { Shelf } from './account-scope.ts';
import type { BookedWindow } from './account-window.ts';
import { type SummaryRow, summaryOwners, summaryRows, summarySums } from './summary-rows.ts';

const MOST_ROWS = 100;
const EVERY_ROW = 1_000_000;

/** Everything that the parts of a book are read by. */
export type BookContext = {
  readonly database: Database;
  readonly portalId: string;
  readonly window: BookedWindow | null;
  readonly owners: ReadonlyMap<string, string>;
  readonly terms: LiveTerms | null;
  readonly shelf: Shelf;
  readonly today: string;
};

type Paying = Pick<AccountBook, 'rows' | 'rest' | 'accounts' | 'totals' | 'totalsWord' | 'withoutWorst'>;

/** The paying accounts; the rows and the rest are the total, by construction. */
export async function payingAccounts(context: BookContext): Promise<Paying> {
  const { window, terms } = context;
  const { accounts, sums, rows } = await readClass(context, 'cogs');
  const daysBooked = window?.booked.length ?? 0;
  const policy = terms?.policy ?? null;
  const beyond = accounts - rows.length;
  const portfolio = policy && { floor: policy.floor, target: policy.portfolioTarget };
  return {
    rows: await shown(context, rows),
    rest:
      beyond > 0 ? { accounts: beyond, figures: figuresOf(difference(sums, sumOf(rows)), daysBooked) } : null,
    accounts,
    totals: figuresOf(sums, daysBooked),
    totalsWord: wordOf(grossMarginOf(sums), portfolio),
    withoutWorst: withoutWorst(sums, rows, accounts),
  };
}

/** What the other accounts earn together without the one that leaves the least. */
function withoutWorst(
  sums: AccountSums,
  rows: readonly SummaryRow[],
  accounts: number,
): AccountBook['withoutWorst'] {
  const [worst] = rows;
  if (!worst || accounts < 2) return null;
  return { name: worst.name, grossMargin: marginView(grossMarginOf(difference(sums, worst))) };
}

/** Trials and free plans: a cost of selling. */
export async function salesCost(context: BookContext): Promise<AccountBook['salesCost']> {
  const { accounts, sums, rows } = await readClass(context, 'cac');
  return {
    accounts,
    rows: await shown(context, rows),
    restUsd: printKnown(costOf(difference(sums, sumOf(rows)))),
    costUsd: printKnown(costOf(sums)),
  };
}

type ClassOfBook = {
  readonly accounts: number;
  readonly sums: AccountSums;
  readonly rows: readonly SummaryRow[];
};

/** One person's accounts are read all and summed here; everybody's are summed where they lie. */
async function readClass(
  { database, portalId, window, shelf, today }: BookContext,
  costClass: CostClass,
): Promise<ClassOfBook> {
  if (!window) return { accounts: 0, sums: NOTHING, rows: [] };
  const question = { portalId, window: window.window, costClass, today };
  if (shelf.kind === 'owned') {
    const all = await summaryRows(database, shelf, question, EVERY_ROW);
    return { accounts: all.length, sums: sumOf(all), rows: all.slice(0, MOST_ROWS) };
  }
  const { accounts, ...sums } = await summarySums(database, question);
  return { accounts, sums, rows: await summaryRows(database, shelf, question, MOST_ROWS) };
}

async function shown({ window, terms, ...context }: BookContext, rows: readonly SummaryRow[]) {
  if (!window) return [];
  const named = { ...context, window, policy: terms?.policy ?? null, rates: terms?.rates ?? null };
  return Promise.all(rows.map((row) => accountRow(named, row)));
}

/** The books that a person may open: their own, or everybody's and each owner's. */
export async function openBooks(
  { database, portalId, owners, today }: BookContext,
  window: AccountWindow,
): Promise<AccountBook['books']> {
  const question = { portalId, window, costClass: 'cogs', today } as const;
  const found = await summaryOwners(database, question);
  const named = found.flatMap(({ ownerId, accounts }) => {
    if (ownerId === null) return [];
    return [{ key: ownerId, name: owners.get(ownerId) ?? `Owner ${ownerId}`, accounts }];
  });
  named.sort((a, b) => a.name.localeCompare(b.name, 'en'));
  const accounts = found.reduce((sum, one) => sum + one.accounts, 0);
  return [{ key: 'all', name: 'All accounts', accounts }, ...named];
}
