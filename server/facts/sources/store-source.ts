import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '../../db/database.ts';
import type { UsageSource } from '../usage-source.ts';
import { dayUsageOf } from './day-usage.ts';

/** The product's own log of requests: what came in over HTTP or was imported, each request id once. */
export function openStoreSource({ query, tables }: Database, portalId: string): UsageSource {
  const { requestLog: log } = tables;
  return {
    name: 'store',
    readDay: async (day) => {
      const rows = await query
        .select({
          tenantId: log.tenantId,
          endpoint: log.endpoint,
          attempts: sql`count(*)`,
          failedAttempts: sql`sum(${log.httpStatus} = 429 or ${log.httpStatus} >= 500)`,
          cacheHits: sql`sum(${log.isCacheHit})`,
          billableCalls: sql`sum(${log.isBillable})`,
          upstreamLatencyMs: sql`sum(${log.upstreamLatencyMs})`,
          milliCredits: sql`sum(${log.milliCredits})`,
          dbWrites: sql`sum(${log.dbWrites})`,
          dbReads: sql`sum(${log.dbReads})`,
          workerMs: sql`sum(${log.workerMs})`,
          llmInputTokens: sql`sum(${log.llmInputTokens})`,
          llmOutputTokens: sql`sum(${log.llmOutputTokens})`,
          egressBytes: sql`sum(${log.responseBytes})`,
        })
        .from(log)
        .where(and(eq(log.portalId, portalId), eq(log.eventDate, day)))
        .groupBy(log.tenantId, log.endpoint);
      return rows.map((row) => dayUsageOf(Object.values(row)));
    },
    span: async () => {
      const days = {
        first: sql<string | null>`min(${log.eventDate})`,
        last: sql<string | null>`max(${log.eventDate})`,
      };
      const [row] = await query.select(days).from(log).where(eq(log.portalId, portalId));
      return row?.first && row.last ? { first: row.first, last: row.last } : null;
    },
    close: async () => {},
  };
}
