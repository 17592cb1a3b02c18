import { sql } from 'drizzle-orm';
import type { Transaction } from '../db/database.ts';

/**
 * Counts the paying accounts with booked cost in the last 30 days by use case, for rule R5. A use case that no account
 * names keeps what was declared for it.
 */
export async function countComparableAccounts(
  { query, tables }: Transaction,
  portalId: string,
  asOf: string,
): Promise<void> {
  const { tenants, accountSummaries, comparableAccounts } = tables;
  const counts = sql`
    select ${portalId}, t.use_case, count(s.tenant_id), ${asOf}
    from ${tenants} t left join ${accountSummaries} s on s.portal_id = ${portalId} and s.window_days = 30
      and s.tenant_id = t.tenant_id and s.cost_class = 'cogs' and s.cost_days > 0
    where t.portal_id = ${portalId} and t.use_case is not null and t.effective_from = (
      select max(n.effective_from) from ${tenants} n
      where n.portal_id = ${portalId} and n.tenant_id = t.tenant_id and n.effective_from <= ${asOf})
    group by t.use_case`;
  await query
    .insert(comparableAccounts)
    .select(counts)
    .onConflictDoUpdate({
      target: [comparableAccounts.portalId, comparableAccounts.useCase],
      set: { accounts: sql`excluded.accounts`, asOf: sql`excluded.as_of` },
    });
}
