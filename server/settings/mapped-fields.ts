import { eq, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../db/database.ts';
import { prepared } from '../db/prepared.ts';
import { type DealFields, HUBSPOT_FIELDS } from '../hubspot/deal-fields.ts';

const byPortal = prepared(({ query, tables: { fieldMappings } }) =>
  query
    .select()
    .from(fieldMappings)
    .where(eq(fieldMappings.portalId, sql.placeholder('portalId')))
    .prepare(),
);

/** What a portal's admin mapped; null while HubSpot's own properties hold. */
export async function savedMapping(handle: Database | Transaction, portalId: string) {
  return (await byPortal(handle).execute({ portalId }))[0] ?? null;
}

/** The deal properties that this portal's deals are read from. */
export async function mappedFields(database: Database, portalId: string): Promise<DealFields> {
  const saved = await savedMapping(database, portalId);
  return { ...HUBSPOT_FIELDS, ...saved?.mapping };
}
