import { and, type Column, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Tables, Transaction } from '../db/database.ts';

/** UTC days, both ends counted, less some. */
export type Span = { readonly from: string; readonly to: string; readonly except?: readonly string[] };

type Sums = Span & {
  readonly portalId: string;
  /** The windows, in days, whose summaries the span belongs to. */
  readonly windows: readonly number[];
  readonly sign: '+' | '-';
};

/** Adds what the days of a span cost to a window's summaries, or takes it out. */
export async function addCosts(transaction: Transaction, sums: Sums): Promise<void> {
  await upsert(transaction, transaction.tables.accountSummaries, costSums(transaction.tables, sums));
}

/** What the days of a span cost, as rows of summaries. */
export function costSums(tables: Tables, sums: Sums): SQL {
  const { tenantCostDaily: facts } = tables;
  const { portalId, windows, sign } = sums;
  const signed = (sum: string) => sql.raw(sign === '+' ? sum : `-(${sum})`);
  const days = sql`
    select tenant_id, cost_class, event_date,
      coalesce(sum(variable_nano_usd), 0) as variable, coalesce(sum(shared_nano_usd), 0) as shared,
      sum(customer_nano_usd) as customer, sum(billable_calls) as calls, sum(milli_credits) as credits,
      max(case when variable_nano_usd is null then 1 else 0 end) as unpriced,
      max(case when shared_nano_usd is null then 1 else 0 end) as without_pool
    from ${facts} where portal_id = ${portalId} and ${within(sums)}
    group by tenant_id, cost_class, event_date`;
  return sql`
    select ${portalId}, window_days, tenant_id, ${ownerOf(tables, portalId)}, cost_class, 0, 0,
      ${signed('sum(variable)')}, ${signed('sum(shared)')}, ${signed('sum(customer)')},
      ${signed('-sum(variable) - sum(shared)')}, ${signed('sum(calls)')}, ${signed('sum(credits)')},
      ${signed('count(*)')}, ${signed('sum(unpriced)')}, ${signed('sum(without_pool)')}
    from (${days}) as summed cross join ${listed(windows)} where true
    group by window_days, tenant_id, cost_class`;
}

/**
 * The same for revenue: of booked days alone, since the cost of a missing day is unknown, and in the class that the
 * account had on the day.
 */
export async function addRevenue(
  transaction: Transaction,
  sums: Sums & { readonly tenantIds?: readonly string[] },
): Promise<void> {
  const { tenantIds, ...span } = sums;
  for (const ids of tenantIds ? chunksOf(tenantIds) : [null]) {
    const rows = revenueSums(transaction.tables, span, ids);
    await upsert(transaction, transaction.tables.accountSummaries, rows);
  }
}

/** What the days of a span brought in, of some accounts or of all, as rows of summaries. */
export function revenueSums(tables: Tables, sums: Sums, tenantIds: readonly string[] | null): SQL {
  const { tenantRevenueDaily: revenue, tenants, bookedDays } = tables;
  const { portalId, windows, sign } = sums;
  const signed = (sum: string) => sql.raw(sign === '+' ? sum : `-(${sum})`);
  const days = sql`
    select r.tenant_id as tenant_id, r.day_revenue_nano_usd as amount,
      coalesce((select t.cost_class from ${tenants} t where t.portal_id = ${portalId}
        and t.tenant_id = r.tenant_id and t.effective_from <= r.event_date
        order by t.effective_from desc limit 1), 'cogs') as cost_class
    from ${revenue} r where r.portal_id = ${portalId} and ${within(sums)}
      and ${tenantIds ? sql`r.tenant_id in ${tenantIds}` : sql`true`}
      and exists (select 1 from ${bookedDays} b where b.portal_id = ${portalId}
        and b.event_date = r.event_date and b.run_id is not null)`;
  return sql`
    select ${portalId}, window_days, tenant_id, ${ownerOf(tables, portalId)}, cost_class,
      ${signed('sum(amount)')}, ${signed('count(*)')}, 0, 0, 0, ${signed('sum(amount)')}, 0, 0, 0, 0, 0
    from (${days}) as summed cross join ${listed(windows)} where true
    group by window_days, tenant_id, cost_class`;
}

/** Says once more who looks after accounts: the owner in their newest row. */
export async function nameOwners(
  { query, tables }: Transaction,
  portalId: string,
  tenantIds: readonly string[],
): Promise<void> {
  const { accountSummaries: summaries, tenants } = tables;
  for (const ids of chunksOf(tenantIds)) {
    await query
      .update(summaries)
      .set({
        ownerId: sql`(select t.owner_id from ${tenants} t where t.portal_id = ${portalId}
          and t.tenant_id = ${summaries.tenantId} order by t.effective_from desc limit 1)`,
      })
      .where(and(eq(summaries.portalId, portalId), inArray(summaries.tenantId, [...ids])));
  }
}

/** An account without a day of cost or revenue in the window is not in it. */
export async function dropEmptySummaries(
  { query, tables }: Transaction,
  portalId: string,
  windowDays: number,
): Promise<void> {
  const { accountSummaries: summaries } = tables;
  await query
    .delete(summaries)
    .where(
      and(
        eq(summaries.portalId, portalId),
        eq(summaries.windowDays, windowDays),
        eq(summaries.costDays, 0),
        eq(summaries.revenueDays, 0),
      ),
    );
}

function within({ from, to, except = [] }: Span): SQL {
  const span = from === to ? sql`event_date = ${from}` : sql`event_date between ${from} and ${to}`;
  return except.length === 0 ? span : sql`${span} and event_date not in ${[...except]}`;
}

/** The windows as rows of their own, so that what is added to several of them is summed once. */
function listed(windows: readonly number[]): SQL {
  const rows = windows.map((days) => sql.raw(`select ${days} as window_days`));
  return sql`(${sql.join(rows, sql` union all `)}) as windows`;
}

function ownerOf({ tenants }: Tables, portalId: string): SQL {
  return sql`(select t.owner_id from ${tenants} t where t.portal_id = ${portalId} and t.tenant_id = summed.tenant_id
    order by t.effective_from desc limit 1)`;
}

type Summaries = Tables['accountSummaries'];

async function upsert({ query }: Transaction, summaries: Summaries, select: SQL): Promise<void> {
  const plus = (column: Column) => sql`${column} + excluded.${sql.identifier(column.name)}`;
  await query
    .insert(summaries)
    .select(select)
    .onConflictDoUpdate({
      target: [summaries.portalId, summaries.windowDays, summaries.tenantId, summaries.costClass],
      set: {
        ownerId: sql`excluded.owner_id`,
        revenueNanoUsd: plus(summaries.revenueNanoUsd),
        revenueDays: plus(summaries.revenueDays),
        variableNanoUsd: plus(summaries.variableNanoUsd),
        sharedNanoUsd: plus(summaries.sharedNanoUsd),
        customerNanoUsd: plus(summaries.customerNanoUsd),
        grossProfitNanoUsd: plus(summaries.grossProfitNanoUsd),
        billableCalls: plus(summaries.billableCalls),
        milliCredits: plus(summaries.milliCredits),
        costDays: plus(summaries.costDays),
        unpricedDays: plus(summaries.unpricedDays),
        daysWithoutPool: plus(summaries.daysWithoutPool),
      },
    });
}

const CHUNK = 500;

function chunksOf(ids: readonly string[]): readonly string[][] {
  return Array.from({ length: Math.ceil(ids.length / CHUNK) }, (_, at) =>
    ids.slice(at * CHUNK, (at + 1) * CHUNK),
  );
}
