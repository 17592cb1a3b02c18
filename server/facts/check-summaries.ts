import { eq } from 'drizzle-orm';
import { addDays } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { newestBookedDay, SUMMARY_WINDOWS } from './roll-summaries.ts';
import { costSums, revenueSums } from './summary-sums.ts';

type Readable = Pick<Database, 'query' | 'tables'>;
export type SummariesCheck = {
  readonly checked: number;
  /** The accounts whose rolled figures are not what their facts add up to. */
  readonly differing: readonly { readonly tenantId: string; readonly windowDays: number }[];
};

/** Sums the facts of the windows once more and holds the rolled summaries of a portal against them; writes nothing. */
export async function checkSummaries(database: Readable, portalId: string): Promise<SummariesCheck> {
  const { accountSummaries } = database.tables;
  const rolled = await database.query
    .select()
    .from(accountSummaries)
    .where(eq(accountSummaries.portalId, portalId));
  const summed = await sumAgain(database, portalId);
  const differing = new Map<string, { tenantId: string; windowDays: number }>();
  const standing = new Set<string>();
  for (const row of rolled) {
    const { windowDays, tenantId, costClass } = row;
    const key = keyOf(windowDays, tenantId, costClass);
    standing.add(key);
    const { owner = null, figures = [] } = summed.get(key) ?? {};
    const isSame = owner === row.ownerId && figures.join() === figuresOf(row).join();
    if (!isSame) differing.set(`${windowDays} ${tenantId}`, { tenantId, windowDays });
  }
  for (const [key, { windowDays, tenantId, figures }] of summed) {
    const isEmpty = figures[1] === 0n && figures[8] === 0n;
    if (!standing.has(key) && !isEmpty) differing.set(`${windowDays} ${tenantId}`, { tenantId, windowDays });
  }
  return { checked: rolled.length, differing: [...differing.values()] };
}

type Summary = Database['tables']['accountSummaries']['$inferSelect'];

/** The figures of a summary in the order of its columns. */
function figuresOf(row: Summary): bigint[] {
  return [
    row.revenueNanoUsd,
    BigInt(row.revenueDays),
    row.variableNanoUsd,
    row.sharedNanoUsd,
    row.customerNanoUsd,
    row.grossProfitNanoUsd,
    row.billableCalls,
    row.milliCredits,
    BigInt(row.costDays),
    BigInt(row.unpricedDays),
    BigInt(row.daysWithoutPool),
  ];
}

type Summed = { windowDays: number; tenantId: string; owner: string | null; figures: bigint[] };

async function sumAgain(database: Readable, portalId: string): Promise<Map<string, Summed>> {
  const summed = new Map<string, Summed>();
  const head = await newestBookedDay(database, portalId);
  if (head === null) return summed;
  for (const windowDays of SUMMARY_WINDOWS) {
    const sums = {
      ...{ portalId, windows: [windowDays], sign: '+' as const },
      ...{ from: addDays(head, 1 - windowDays), to: head },
    };
    for (const select of [costSums(database.tables, sums), revenueSums(database.tables, sums, null)]) {
      for (const row of await database.query.values<SummedRow>(select)) addRow(summed, row);
    }
  }
  return summed;
}

/** Portal, window, account, owner, class, and the figures. */
type SummedRow = [string, bigint, string, string | null, string, ...bigint[]];

function addRow(summed: Map<string, Summed>, row: SummedRow): void {
  const [, window, tenantId, owner, costClass, ...figures] = row;
  const windowDays = Number(window);
  const key = keyOf(windowDays, tenantId, costClass);
  const before = summed.get(key)?.figures;
  summed.set(key, {
    ...{ windowDays, tenantId, owner },
    figures: figures.map((figure, at) => figure + (before?.[at] ?? 0n)),
  });
}

function keyOf(windowDays: number, tenantId: string, costClass: string): string {
  return `${windowDays} ${costClass} ${tenantId}`;
}
