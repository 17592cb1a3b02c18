import { and, desc, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import type { Transaction } from '../db/database.ts';

const Told = z.object({ properties: z.object({ dealfloor_sign_off: z.string() }) });

/** How a deal's sign-off stood when HubSpot was last told, or is about to be; null before the first time. */
export async function lastToldStatus(
  { query, tables: { outbox } }: Transaction,
  portalId: string,
  dealId: string,
): Promise<string | null> {
  const [row] = await query
    .select({ payload: outbox.payload })
    .from(outbox)
    .where(
      and(
        inArray(outbox.state, ['pending', 'delivered', 'refused', 'retried']),
        eq(outbox.lane, 'hubspot'),
        eq(outbox.portalId, portalId),
        eq(outbox.dealId, dealId),
        eq(outbox.kind, 'deal-properties'),
      ),
    )
    .orderBy(desc(outbox.id))
    .limit(1);
  return row ? Told.parse(row.payload).properties.dealfloor_sign_off : null;
}
