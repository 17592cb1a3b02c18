import { and, count, countDistinct, desc, eq, gte, sql } from 'drizzle-orm';
import type { Database } from '../db/database.ts';

/** What is in quarantine under one account's id; the amount is null where a used meter has no price. */
export type QuarantinedTenant = {
  readonly tenantId: string;
  readonly reason: 'unknown-endpoint' | 'unknown-tenant';
  readonly endpoints: number;
  readonly days: number;
  readonly attempts: bigint;
  readonly variableNanoUsd: bigint | null;
};

/** The quarantine of the days from one on, by account, the most attempts first. */
export async function readQuarantineByTenant(
  { query, tables: { quarantinedUsage: usage } }: Pick<Database, 'query' | 'tables'>,
  portalId: string,
  from: string,
): Promise<QuarantinedTenant[]> {
  const attempts = sql<bigint>`sum(${usage.attempts})`.mapWith(BigInt);
  const rows = await query
    .select({
      tenantId: usage.tenantId,
      reason: usage.reason,
      endpoints: countDistinct(usage.endpoint),
      days: countDistinct(usage.eventDate),
      attempts,
      rows: count(),
      priced: count(usage.variableNanoUsd),
      variable: sql<bigint>`coalesce(sum(${usage.variableNanoUsd}), 0)`.mapWith(BigInt),
    })
    .from(usage)
    .where(and(eq(usage.portalId, portalId), gte(usage.eventDate, from)))
    .groupBy(usage.tenantId, usage.reason)
    .orderBy(desc(attempts), usage.tenantId);
  return rows.map(({ rows: all, priced, variable, ...row }) => ({
    ...row,
    variableNanoUsd: all === priced ? variable : null,
  }));
}
