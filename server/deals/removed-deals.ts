import { eq } from 'drizzle-orm';
import type { Database, Transaction } from '../db/database.ts';

/** The ids of a portal's deals that HubSpot deleted or merged away, for a query that leaves them out. */
export function removedDealIds(
  { query, tables: { removedDeals } }: Database | Transaction,
  portalId: string,
) {
  return query
    .select({ dealId: removedDeals.dealId })
    .from(removedDeals)
    .where(eq(removedDeals.portalId, portalId));
}
