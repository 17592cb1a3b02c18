import { transact } from '../../server/db/database.ts';
import { DEMO_PORTAL_ID } from '../../server/demo/demo-company.ts';
import type { DayUsage, UsageSource } from '../../server/facts/usage-source.ts';
import type { Ports } from '../../server/ports.ts';

/** A day's usage of one endpoint with nothing in it but what a test names. */
export function usage(tenantId: string, endpoint: string, counts: Partial<DayUsage> = {}): DayUsage {
  return {
    tenantId,
    endpoint,
    attempts: counts.billableCalls ?? 0n,
    failedAttempts: 0n,
    cacheHits: 0n,
    billableCalls: 0n,
    upstreamLatencyMs: 0n,
    milliCredits: (counts.billableCalls ?? 0n) * 1_000n,
    dbWrites: 0n,
    dbReads: 0n,
    workerMs: 0n,
    llmInputTokens: 0n,
    llmOutputTokens: 0n,
    egressBytes: 0n,
    ...counts,
  };
}

/** A log that a test has written by hand, day by day. */
export function logOf(days: Record<string, readonly DayUsage[]>): UsageSource {
  const names = Object.keys(days).sort();
  const [first, last] = [names[0], names.at(-1)];
  return {
    name: 'a log written by hand',
    readDay: async (day) => days[day] ?? [],
    span: async () => (first && last ? { first, last } : null),
    close: async () => {},
  };
}

type Tenant = Partial<Ports['database']['tables']['tenants']['$inferInsert']> & { tenantId: string };

/** Writes accounts as another system would have handed them in: paying, on our key, since January. */
export async function plantTenants(ports: Ports, tenants: readonly Tenant[]): Promise<void> {
  await transact(ports.database, async ({ query, tables }) => {
    for (const tenant of tenants) {
      await query.insert(tables.tenants).values({
        portalId: DEMO_PORTAL_ID,
        effectiveFrom: '2026-01-01',
        name: `Account ${tenant.tenantId}`,
        plan: 'team',
        keyMode: 'shared',
        costClass: 'cogs',
        ...tenant,
      });
    }
  });
}

/** Writes the shared cost of days, in whole USD. */
export async function plantPool(ports: Ports, days: Record<string, number>): Promise<void> {
  await transact(ports.database, async ({ query, tables }) => {
    for (const [eventDate, usd] of Object.entries(days)) {
      await query.insert(tables.sharedInfraDaily).values({
        portalId: DEMO_PORTAL_ID,
        eventDate,
        component: 'servers',
        amountNanoUsd: BigInt(usd) * 1_000_000_000n,
      });
    }
  });
}
