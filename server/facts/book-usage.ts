import {
  type BookedUse,
  bookDay,
  type CostLine,
  cost,
  type DayAccount,
  type DayUse,
  linesOfUse,
  type Meter,
} from '@dealfloor/price-book';
import type { Database } from '../db/database.ts';
import type { TermsOfDay } from './day-terms.ts';
import { byTenantThenEndpoint } from './fact-order.ts';
import { metersOf } from './stored-facts.ts';
import { creditPayerOf, type TenantRow } from './tenant-terms.ts';
import type { DayUsage } from './usage-source.ts';

export type FactRow = Omit<Database['tables']['tenantCostDaily']['$inferSelect'], 'portalId' | 'runId'>;
export type QuarantineRow = Omit<
  Database['tables']['quarantinedUsage']['$inferSelect'],
  'portalId' | 'runId'
>;

/** A day's usage as facts. What nobody can be charged for stands apart, priced, so that nothing is lost or free. */
export type DayFacts = {
  readonly facts: readonly FactRow[];
  readonly quarantined: readonly QuarantineRow[];
  readonly unallocatedNanoUsd: bigint | null;
};

/** Prices and allocates a day's usage; the rows come in the order of tenant and endpoint, whatever order came in. */
export function bookUsage(day: string, terms: TermsOfDay, usage: readonly DayUsage[]): DayFacts {
  const sorted = [...usage].sort(byTenantThenEndpoint);
  const known = sorted.filter((row) => faultOf(terms, row) === null);
  const byTenant = Map.groupBy(known, (row) => row.tenantId);
  const accounts = [...byTenant].map(([id, rows]): DayAccount => {
    const credits = creditPayerOf(tenantOf(terms, id));
    const revenueNanoUsd = terms.revenueNanoUsd.get(id) ?? 0n;
    return { id, credits, revenueNanoUsd, uses: rows.map((row) => dayUseOf(terms, row)) };
  });
  const booked = bookDay(terms, accounts);
  const facts = booked.accounts.flatMap(({ id, uses }) => {
    const rows = byTenant.get(id) ?? [];
    return uses.flatMap((use, index) => {
      const row = rows[index];
      return row ? [factOf(day, terms, tenantOf(terms, id), row, use)] : [];
    });
  });
  return {
    facts,
    quarantined: sorted.flatMap((row) => quarantine(day, terms, row)),
    unallocatedNanoUsd: booked.unallocatedNanoUsd,
  };
}

function faultOf(
  { rates, tenants }: TermsOfDay,
  { tenantId, endpoint }: DayUsage,
): QuarantineRow['reason'] | null {
  if (!tenants.has(tenantId)) return 'unknown-tenant';
  return rates.endpoints.has(endpoint) ? null : 'unknown-endpoint';
}

function tenantOf({ tenants }: TermsOfDay, id: string): TenantRow {
  const tenant = tenants.get(id);
  if (!tenant) throw new Error('invariant: usage of an unknown tenant is quarantined');
  return tenant;
}

/** An add-on without an upstream call is not billable, whatever the log counts. */
function dayUseOf({ rates }: TermsOfDay, row: DayUsage): DayUse {
  const isBillable = rates.endpoints.get(row.endpoint)?.profile.billable ?? true;
  return {
    endpoint: row.endpoint,
    billableCalls: isBillable ? row.billableCalls : 0n,
    meters: metersOf(row),
  };
}

function factOf(
  day: string,
  terms: TermsOfDay,
  tenant: TenantRow,
  { tenantId: _, ...counts }: DayUsage,
  { lines, variableNanoUsd, sharedNanoUsd, customerNanoUsd }: BookedUse,
): FactRow {
  const amounts = new Map<Meter, CostLine['amountNanoUsd']>(
    lines.map((line) => [line.meter, line.amountNanoUsd]),
  );
  const amountOf = (meter: Meter) => (amounts.has(meter) ? (amounts.get(meter) ?? null) : 0n);
  const use = dayUseOf(terms, { tenantId: tenant.tenantId, ...counts });
  return {
    tenantId: tenant.tenantId,
    eventDate: day,
    priceVersion: terms.rates.book.version,
    plan: tenant.plan,
    keyMode: tenant.keyMode,
    costClass: tenant.costClass,
    ...counts,
    billableCalls: use.billableCalls,
    creditNanoUsd: amountOf('credit'),
    dbWriteNanoUsd: amountOf('db_write'),
    dbReadNanoUsd: amountOf('db_read'),
    workerNanoUsd: amountOf('worker_sec'),
    llmInputNanoUsd: amountOf('llm_input_token'),
    llmOutputNanoUsd: amountOf('llm_output_token'),
    egressNanoUsd: amountOf('egress_gb'),
    variableNanoUsd,
    sharedNanoUsd,
    customerNanoUsd,
  };
}

function quarantine(day: string, terms: TermsOfDay, row: DayUsage): QuarantineRow[] {
  const reason = faultOf(terms, row);
  if (reason === null) return [];
  const { tenantId, endpoint, attempts, milliCredits } = row;
  const lines = linesOfUse({ endpoint, billableCalls: 0n, meters: metersOf(row) });
  const tenant = terms.tenants.get(tenantId);
  const { variableNanoUsd } = cost(terms.rates, lines, tenant ? creditPayerOf(tenant) : 'ours');
  return [{ eventDate: day, tenantId, endpoint, reason, attempts, milliCredits, variableNanoUsd }];
}
