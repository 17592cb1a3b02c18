import { addDays } from '../../../server/clock.ts';
import type { Database, Tables } from '../../../server/db/database.ts';

type Row<Name extends keyof Tables> = Name extends 'accountSummaries' | 'tenantCostDaily'
  ? Tables[Name]['$inferSelect']
  : never;
type Summary = Row<'accountSummaries'>;
type Fact = Row<'tenantCostDaily'>;

/** The summaries of a portal as they stand, in one order. */
export async function storedSummaries({ query, tables }: Database, portalId: string): Promise<Summary[]> {
  const rows = await query.select().from(tables.accountSummaries);
  return rows.filter((row) => row.portalId === portalId).toSorted(byKey);
}

/** The summaries worked out row by row in memory, by somebody who has never seen the SQL. */
export async function summariesFromFacts({ query, tables }: Database, portalId: string): Promise<Summary[]> {
  const ofPortal = <Kept extends { portalId: string }>(rows: readonly Kept[]) =>
    rows.filter((row) => row.portalId === portalId);
  const facts = ofPortal(await query.select().from(tables.tenantCostDaily));
  const revenue = ofPortal(await query.select().from(tables.tenantRevenueDaily));
  const history = ofPortal(await query.select().from(tables.tenants));
  const booked = ofPortal(await query.select().from(tables.bookedDays))
    .filter((row) => row.runId !== null)
    .map((row) => row.eventDate);
  const head = booked.toSorted().at(-1);
  if (head === undefined) return [];
  const latest = (tenantId: string, day: string) =>
    history
      .filter((row) => row.tenantId === tenantId && row.effectiveFrom <= day)
      .toSorted((a, b) => (a.effectiveFrom < b.effectiveFrom ? 1 : -1))[0];
  const summaries = new Map<string, Summary>();
  const summaryOf = (windowDays: number, tenantId: string, costClass: 'cogs' | 'cac') => {
    const key = `${windowDays} ${tenantId} ${costClass}`;
    const ownerId = latest(tenantId, '9999-12-31')?.ownerId ?? null;
    const summary =
      summaries.get(key) ?? emptySummary({ portalId, windowDays, tenantId, costClass, ownerId });
    summaries.set(key, summary);
    return summary;
  };
  for (const windowDays of [30, 90]) {
    const inWindow = (day: string) => day > addDays(head, -windowDays) && booked.includes(day);
    for (const [key, rows] of Map.groupBy(
      facts,
      (row) => `${row.tenantId} ${row.costClass} ${row.eventDate}`,
    )) {
      const [first] = rows;
      if (!first || !inWindow(first.eventDate)) continue;
      const [tenantId = '', costClass] = key.split(' ');
      addFacts(summaryOf(windowDays, tenantId, costClass === 'cac' ? 'cac' : 'cogs'), rows);
    }
    for (const { tenantId, eventDate, dayRevenueNanoUsd } of revenue) {
      if (!inWindow(eventDate)) continue;
      const summary = summaryOf(windowDays, tenantId, latest(tenantId, eventDate)?.costClass ?? 'cogs');
      summary.revenueNanoUsd += dayRevenueNanoUsd;
      summary.grossProfitNanoUsd += dayRevenueNanoUsd;
      summary.revenueDays += 1;
    }
  }
  return [...summaries.values()].toSorted(byKey);
}

function addFacts(summary: Summary, rows: readonly Fact[]): void {
  summary.costDays += 1;
  if (rows.some((row) => row.variableNanoUsd === null)) summary.unpricedDays += 1;
  if (rows.some((row) => row.sharedNanoUsd === null)) summary.daysWithoutPool += 1;
  for (const row of rows) {
    summary.variableNanoUsd += row.variableNanoUsd ?? 0n;
    summary.sharedNanoUsd += row.sharedNanoUsd ?? 0n;
    summary.customerNanoUsd += row.customerNanoUsd;
    summary.grossProfitNanoUsd -= (row.variableNanoUsd ?? 0n) + (row.sharedNanoUsd ?? 0n);
    summary.billableCalls += row.billableCalls;
    summary.milliCredits += row.milliCredits;
  }
}

function emptySummary(
  key: Pick<Summary, 'portalId' | 'windowDays' | 'tenantId' | 'costClass' | 'ownerId'>,
): Summary {
  return {
    ...key,
    revenueNanoUsd: 0n,
    revenueDays: 0,
    variableNanoUsd: 0n,
    sharedNanoUsd: 0n,
    customerNanoUsd: 0n,
    grossProfitNanoUsd: 0n,
    billableCalls: 0n,
    milliCredits: 0n,
    costDays: 0,
    unpricedDays: 0,
    daysWithoutPool: 0,
  };
}

function byKey(a: Summary, b: Summary): number {
  const [left, right] = [a, b].map((row) => `${row.windowDays} ${row.tenantId} ${row.costClass}`);
  return (left ?? '') < (right ?? '') ? -1 : 1;
}
