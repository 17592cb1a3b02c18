import type { AccountWindow, CostClass } from '@dealfloor/price-book';
import { asc, inArray, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import { prepared } from '../db/prepared.ts';
import type { Shelf } from './account-scope.ts';

/** What the summaries of a portal are asked for; `today` decides by which name and plan an account goes. */
export type SummaryQuestion = {
  readonly portalId: string;
  readonly window: AccountWindow;
  readonly costClass: CostClass;
  readonly today: string;
};

type Handle = Pick<Database, 'query' | 'tables'>;
type Summary = Database['tables']['accountSummaries'];

/** The accounts of a book, the least left over first. */
export async function summaryRows(database: Database, shelf: Shelf, question: SummaryQuestion, most: number) {
  return rowsOf(database, shelf).execute({ ...bind(shelf, question), most });
}
export type SummaryRow = Awaited<ReturnType<typeof summaryRows>>[number];

/** How many accounts a portal has, and the sums over all of them. */
export async function summarySums(database: Database, question: SummaryQuestion) {
  const [sums] = await sumsOfAll(database).execute(bind({ kind: 'all' }, question));
  if (!sums) throw new Error('invariant: a sum over nothing is a row too');
  return sums;
}

const accountsByOwner = prepared(({ query, tables: { accountSummaries: summary } }) =>
  query
    .select({ ownerId: summary.ownerId, accounts: sql`count(*)`.mapWith(Number) })
    .from(summary)
    .where(ofQuestion(summary))
    .groupBy(summary.ownerId)
    .prepare(),
);

/** Who owns accounts, and how many; a null owner has those that are nobody's. */
export async function summaryOwners(database: Database, question: SummaryQuestion) {
  return accountsByOwner(database).execute(bind({ kind: 'all' }, question));
}

const rowsOfAll = prepared((handle) => selectRows(handle, sql`true`).prepare());
const rowsOfOwner = prepared((handle) =>
  selectRows(handle, ofOwner(handle.tables.accountSummaries)).prepare(),
);
const sumsOfAll = prepared((handle) => selectSums(handle).prepare());

/** Prepared for everybody and for one owner; what a seller sold differs from person to person and is built anew. */
function rowsOf(database: Database, shelf: Shelf) {
  if (shelf.kind === 'all') return rowsOfAll(database);
  if (shelf.soldIds.size === 0) return rowsOfOwner(database);
  const { accountSummaries: summary } = database.tables;
  const which = sql`(${ofOwner(summary)} or ${inArray(summary.tenantId, [...shelf.soldIds])})`;
  return selectRows(database, which).prepare();
}

/** Nobody is the owner with the empty id. */
function bind(shelf: Shelf, { portalId, window, costClass, today }: SummaryQuestion) {
  const ownerId = shelf.kind === 'all' ? '' : (shelf.ownerId ?? '');
  return { portalId, days: Number(window), costClass, today, ownerId };
}

function ofQuestion(summary: Summary): SQL {
  return sql`${summary.portalId} = ${sql.placeholder('portalId')} and ${summary.windowDays} = ${sql.placeholder('days')} and ${summary.costClass} = ${sql.placeholder('costClass')}`;
}

/** The same rows by an expression that no index knows: they are read as they lie, not one by one by their profit. */
function inOrderOfKey(summary: Summary): SQL {
  return sql`${summary.portalId} = ${sql.placeholder('portalId')} and ${summary.windowDays} = ${sql.placeholder('days')} and ${summary.costClass} || '' = ${sql.placeholder('costClass')}`;
}

function ofOwner(summary: Summary): SQL {
  return sql`${summary.ownerId} = ${sql.placeholder('ownerId')}`;
}

/** Names and plans are those of today. */
function selectRows({ query, tables: { accountSummaries: summary, tenants } }: Handle, which: SQL) {
  const newest = sql`(select max(later.effective_from) from ${tenants} later where later.portal_id = ${summary.portalId} and later.tenant_id = ${summary.tenantId} and later.effective_from <= ${sql.placeholder('today')})`;
  return query
    .select({
      tenantId: summary.tenantId,
      ownerId: summary.ownerId,
      costClass: summary.costClass,
      name: tenants.name,
      plan: tenants.plan,
      keyMode: tenants.keyMode,
      revenueNanoUsd: summary.revenueNanoUsd,
      revenueDays: summary.revenueDays,
      variableNanoUsd: summary.variableNanoUsd,
      sharedNanoUsd: summary.sharedNanoUsd,
      customerNanoUsd: summary.customerNanoUsd,
      billableCalls: summary.billableCalls,
      milliCredits: summary.milliCredits,
      costDays: summary.costDays,
      unpricedDays: summary.unpricedDays,
      daysWithoutPool: summary.daysWithoutPool,
    })
    .from(summary)
    .innerJoin(
      tenants,
      sql`${tenants.portalId} = ${summary.portalId} and ${tenants.tenantId} = ${summary.tenantId} and ${tenants.effectiveFrom} = ${newest}`,
    )
    .where(sql`${ofQuestion(summary)} and ${which}`)
    .orderBy(asc(summary.grossProfitNanoUsd), asc(summary.tenantId))
    .limit(sql.placeholder('most'));
}

/** SQL adds whole numbers and knows no price. */
function selectSums({ query, tables: { accountSummaries: summary } }: Handle) {
  const money = (column: Summary['revenueNanoUsd']) => sql`coalesce(sum(${column}), 0)`.mapWith(BigInt);
  const days = (column: Summary['revenueDays']) => sql`coalesce(sum(${column}), 0)`.mapWith(Number);
  return query
    .select({
      accounts: sql`count(*)`.mapWith(Number),
      revenueNanoUsd: money(summary.revenueNanoUsd),
      revenueDays: days(summary.revenueDays),
      variableNanoUsd: money(summary.variableNanoUsd),
      sharedNanoUsd: money(summary.sharedNanoUsd),
      customerNanoUsd: money(summary.customerNanoUsd),
      billableCalls: money(summary.billableCalls),
      milliCredits: money(summary.milliCredits),
      unpricedDays: days(summary.unpricedDays),
      daysWithoutPool: days(summary.daysWithoutPool),
    })
    .from(summary)
    .where(inOrderOfKey(summary));
}
