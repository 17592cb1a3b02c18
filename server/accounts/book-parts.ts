import type { AccountBook, AccountWindow, CostClass } from '@dealfloor/price-book';
import type { Database } from '../db/database.ts';
import type { LiveTerms } from '../price-books/live-terms.ts';
import {
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
import type { Scope, Shelf } from './account-scope.ts';
import type { BookedWindow } from './account-window.ts';
import { type SummaryRow, summaryOwners, summaryRows, summarySums } from './summary-rows.ts';

const MOST_ROWS = 100;

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
  sums: typeof NOTHING,
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

async function readClass({ database, portalId, window, shelf, today }: BookContext, costClass: CostClass) {
  if (!window) return { accounts: 0, sums: NOTHING, rows: [] };
  const question = { portalId, window: window.window, costClass, today };
  const { accounts, ...sums } = await summarySums(database, shelf, question);
  return { accounts, sums, rows: await summaryRows(database, shelf, question, MOST_ROWS) };
}

async function shown({ window, terms, ...context }: BookContext, rows: readonly SummaryRow[]) {
  if (!window) return [];
  const named = { ...context, window, policy: terms?.policy ?? null, rates: terms?.rates ?? null };
  return Promise.all(rows.map((row) => accountRow(named, row)));
}

/** The books that a person may open: their own, or everybody's and each owner's. */
export async function openBooks(
  { database, portalId, owners, today, shelf }: BookContext,
  window: AccountWindow,
  scope: Scope,
): Promise<AccountBook['books']> {
  const question = { portalId, window, costClass: 'cogs', today } as const;
  if (scope.kind === 'own') {
    const { accounts } = await summarySums(database, shelf, question);
    return [{ key: 'mine', name: 'My book', accounts }];
  }
  const found = await summaryOwners(database, question);
  const named = found.flatMap(({ ownerId, accounts }) => {
    if (ownerId === null) return [];
    return [{ key: ownerId, name: owners.get(ownerId) ?? `Owner ${ownerId}`, accounts }];
  });
  named.sort((a, b) => a.name.localeCompare(b.name, 'en'));
  const accounts = found.reduce((sum, one) => sum + one.accounts, 0);
  return [{ key: 'all', name: 'All accounts', accounts }, ...named];
}
