import { DEMO_PORTAL_ID } from '../../server/demo/demo-company.ts';
import { rawWriter } from './raw-sqlite.ts';
import type { World } from './world.ts';

export type PlantedUsage = {
  readonly tenantId?: string;
  readonly dealId?: string | null;
  readonly companyId?: string | null;
  readonly calls: bigint;
  readonly costClass?: 'cogs' | 'cac';
};

/** Puts 30 booked days of an account into the summaries, as the ETL leaves them. */
export async function plantUsage(world: World, usage: PlantedUsage): Promise<void> {
  const { tenantId = 't_planted', dealId = null, companyId = null, calls, costClass = 'cogs' } = usage;
  const writer = await rawWriter(world.ports.database);
  writer
    .prepare(
      `insert or replace into tenants
       (portal_id, tenant_id, effective_from, name, plan, key_mode, cost_class, company_id, deal_id)
       values (?, ?, '2026-01-01', 'Planted', 'team', 'shared', ?, ?, ?)`,
    )
    .run(DEMO_PORTAL_ID, tenantId, costClass, companyId, dealId);
  writer
    .prepare(
      `insert or replace into account_summaries
       (portal_id, window_days, tenant_id, cost_class, revenue_nano_usd, revenue_days, variable_nano_usd,
        shared_nano_usd, customer_nano_usd, gross_profit_nano_usd, billable_calls, milli_credits, cost_days,
        unpriced_days, days_without_pool)
       values (?, 30, ?, ?, 0, 30, 0, 0, 0, 0, ?, 0, 30, 0, 0)`,
    )
    .run(DEMO_PORTAL_ID, tenantId, costClass, calls);
  writer
    .prepare('insert or replace into summary_heads (portal_id, booked_to) values (?, ?)')
    .run(DEMO_PORTAL_ID, '2026-11-19');
}
