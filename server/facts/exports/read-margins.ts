import { and, between, eq, type SQL, sql } from 'drizzle-orm';
import type { Database, Tables } from '../../db/database.ts';
import type { ExportSpan } from './export-table.ts';

type Reading = Pick<Database, 'query' | 'tables'>;

/**
 * What accounts cost and earned over whole days, in nano-USD, the least left over first. Each fact is summed by itself
 * before they meet, so that no row is counted twice; an account without revenue is among them; an unknown amount makes
 * its sum unknown. Sums alone: the same statement runs on SQLite and on PostgreSQL.
 */
export function marginsQuery(reading: Reading, portalId: string, span: ExportSpan) {
  const { query, tables } = reading;
  const spent = query.$with('spent').as(spentBy(reading, portalId, span));
  const earned = query.$with('earned').as(earnedBy(reading, portalId, span));
  const everyone = query
    .$with('everyone')
    .as(
      query
        .selectDistinct({ tenantId: tables.tenants.tenantId })
        .from(tables.tenants)
        .where(eq(tables.tenants.portalId, portalId)),
    );
  const orZero = (sum: unknown) => sql`coalesce(${sum}, 0)`.mapWith(BigInt);
  const orUnknown = (sum: unknown) => sql<bigint | null>`${sum}`.mapWith(BigInt);
  return query
    .with(spent, earned, everyone)
    .select({
      tenantId: everyone.tenantId,
      costDays: orZero(spent.costDays),
      revenueDays: orZero(earned.revenueDays),
      billableCalls: orZero(spent.calls),
      milliCredits: orZero(spent.credits),
      customerNanoUsd: orZero(spent.customer),
      revenueNanoUsd: orUnknown(earned.revenue),
      variableNanoUsd: orUnknown(spent.variable),
      sharedNanoUsd: orUnknown(spent.shared),
      salesNanoUsd: orUnknown(spent.sales),
    })
    .from(everyone)
    .leftJoin(spent, eq(spent.tenantId, everyone.tenantId))
    .leftJoin(earned, eq(earned.tenantId, everyone.tenantId))
    .where(sql`${spent.tenantId} is not null or ${earned.tenantId} is not null`)
    .orderBy(sql`coalesce(${earned.revenue}, 0) - coalesce(${spent.known}, 0)`, everyone.tenantId);
}

/** What serving cost, and apart from it what trials cost: a sales cost, in no margin. */
function spentBy(
  { query, tables: { tenantCostDaily: cost } }: Reading,
  portalId: string,
  { from, to }: ExportSpan,
) {
  const total = sql`${cost.variableNanoUsd} + ${cost.sharedNanoUsd}`;
  const known = sql`coalesce(${cost.variableNanoUsd}, 0) + coalesce(${cost.sharedNanoUsd}, 0)`;
  return query
    .select({
      tenantId: cost.tenantId,
      costDays: sql`count(distinct ${cost.eventDate})`.as('cost_days'),
      calls: sql`sum(${cost.billableCalls})`.as('calls'),
      credits: sql`sum(${cost.milliCredits})`.as('credits'),
      customer: sql`sum(${cost.customerNanoUsd})`.as('customer'),
      variable: sumOfClass(cost, 'cogs', sql`${cost.variableNanoUsd}`).as('variable'),
      shared: sumOfClass(cost, 'cogs', sql`${cost.sharedNanoUsd}`).as('shared'),
      sales: sumOfClass(cost, 'cac', total).as('sales'),
      known: sumOfClass(cost, 'cogs', known).as('known'),
    })
    .from(cost)
    .where(and(eq(cost.portalId, portalId), between(cost.eventDate, from, to)))
    .groupBy(cost.tenantId);
}

function earnedBy(
  { query, tables: { tenantRevenueDaily: revenue } }: Reading,
  portalId: string,
  { from, to }: ExportSpan,
) {
  return query
    .select({
      tenantId: revenue.tenantId,
      revenueDays: sql`count(*)`.as('revenue_days'),
      revenue: sql`sum(${revenue.dayRevenueNanoUsd})`.as('revenue'),
    })
    .from(revenue)
    .where(and(eq(revenue.portalId, portalId), between(revenue.eventDate, from, to)))
    .groupBy(revenue.tenantId);
}

/** The sum over one class of cost; unknown as soon as one of its amounts is. */
function sumOfClass(cost: Tables['tenantCostDaily'], costClass: 'cogs' | 'cac', amount: SQL): SQL {
  const isOfClass = sql`${cost.costClass} = ${sql.raw(`'${costClass}'`)}`;
  return sql`case when count(case when ${isOfClass} then 1 end) = count(case when ${isOfClass} then ${amount} end)
    then coalesce(sum(case when ${isOfClass} then ${amount} else 0 end), 0) end`;
}
