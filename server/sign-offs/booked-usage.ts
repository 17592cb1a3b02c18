import { sql } from 'drizzle-orm';
import type { Database, Transaction } from '../db/database.ts';
import { prepared } from '../db/prepared.ts';

/** What the account of a deal really used: billable calls of its 30 days up to the newest booked one. */
export type BookedUsage = { readonly calls: bigint; readonly bookedTo: string };

const usage = prepared(({ query, tables: { tenants, deals, accountSummaries, summaryHeads } }) =>
  query
    .select({
      calls: sql<bigint>`sum(${accountSummaries.billableCalls})`.mapWith(BigInt),
      bookedTo: summaryHeads.bookedTo,
    })
    .from(accountSummaries)
    .innerJoin(summaryHeads, sql`${summaryHeads.portalId} = ${accountSummaries.portalId}`)
    .where(
      sql`${accountSummaries.portalId} = ${sql.placeholder('portalId')}
        and ${accountSummaries.windowDays} = 30 and ${accountSummaries.costClass} = 'cogs'
        and ${accountSummaries.tenantId} in (
          select ${tenants.tenantId} from ${tenants}
          where ${tenants.portalId} = ${sql.placeholder('portalId')}
            and ${tenants.dealId} = ${sql.placeholder('dealId')}
          union
          select ${tenants.tenantId} from ${tenants}
          join ${deals} on ${deals.portalId} = ${tenants.portalId} and ${deals.companyId} = ${tenants.companyId}
          where ${deals.portalId} = ${sql.placeholder('portalId')}
            and ${deals.dealId} = ${sql.placeholder('dealId')} and ${tenants.dealId} is null
        )`,
    )
    .groupBy(summaryHeads.bookedTo)
    .prepare(),
);

/**
 * The booked usage of the account that a deal sold, or that its company has without naming a deal; null when there is
 * none. Trials are left out: they come before the term that was signed.
 */
export async function bookedUsageOf(
  handle: Database | Transaction,
  portalId: string,
  dealId: string,
): Promise<BookedUsage | null> {
  return (await usage(handle).execute({ portalId, dealId }))[0] ?? null;
}
