import type { CostClass } from '@dealfloor/price-book';
import { sql } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import { prepared } from '../db/prepared.ts';
import type { BookedWindow } from './account-window.ts';

const factsOf = prepared(({ query, tables: { tenantCostDaily: facts } }) =>
  query
    .select()
    .from(facts)
    .where(
      sql`${facts.portalId} = ${sql.placeholder('portalId')} and ${facts.tenantId} = ${sql.placeholder('tenantId')} and ${facts.eventDate} between ${sql.placeholder('from')} and ${sql.placeholder('to')}`,
    )
    .orderBy(facts.eventDate, facts.endpoint)
    .prepare(),
);

const revenueOf = prepared(({ query, tables: { tenantRevenueDaily: revenue } }) =>
  query
    .select({ day: revenue.eventDate, nanoUsd: revenue.dayRevenueNanoUsd })
    .from(revenue)
    .where(
      sql`${revenue.portalId} = ${sql.placeholder('portalId')} and ${revenue.tenantId} = ${sql.placeholder('tenantId')} and ${revenue.eventDate} between ${sql.placeholder('from')} and ${sql.placeholder('to')}`,
    )
    .prepare(),
);

const classesOf = prepared(({ query, tables: { tenants } }) =>
  query
    .select({ from: tenants.effectiveFrom, costClass: tenants.costClass })
    .from(tenants)
    .where(
      sql`${tenants.portalId} = ${sql.placeholder('portalId')} and ${tenants.tenantId} = ${sql.placeholder('tenantId')}`,
    )
    .orderBy(tenants.effectiveFrom)
    .prepare(),
);

export type Fact = Database['tables']['tenantCostDaily']['$inferSelect'];

/** What is known of an account over a window, each kind of fact for itself. */
export type AccountHistory = {
  /** Sold as soon as a day of the window was; on trial or free otherwise. */
  readonly costClass: CostClass;
  /** Every fact, and those of the account's cost class. */
  readonly facts: readonly Fact[];
  readonly own: readonly Fact[];
  /** Revenue by day in that class, of booked days alone: the cost of a missing one is unknown. */
  readonly ownRevenue: ReadonlyMap<string, bigint>;
  classOn(day: string): CostClass;
};

export async function readHistory(
  database: Database,
  portalId: string,
  { tenantId, costClass: classToday }: { readonly tenantId: string; readonly costClass: CostClass },
  { from, to, booked }: BookedWindow,
): Promise<AccountHistory> {
  const span = { portalId, tenantId, from, to };
  const facts = await factsOf(database).execute(span);
  const classes = await classesOf(database).execute({ portalId, tenantId });
  const classOn = (day: string) => classes.findLast((one) => one.from <= day)?.costClass ?? 'cogs';
  const bookedDays = new Set(booked);
  const revenue = (await revenueOf(database).execute(span)).filter(({ day }) => bookedDays.has(day));
  const wasSold =
    facts.some((fact) => fact.costClass === 'cogs') || revenue.some(({ day }) => classOn(day) === 'cogs');
  const costClass = wasSold ? 'cogs' : classToday;
  const counted = revenue.filter(({ day }) => classOn(day) === costClass);
  return {
    costClass,
    facts,
    own: facts.filter((fact) => fact.costClass === costClass),
    ownRevenue: new Map(counted.map(({ day, nanoUsd }) => [day, nanoUsd])),
    classOn,
  };
}
