import { and, desc, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import type { Database, Transaction } from '../db/database.ts';
import type { SignOffRow } from '../sign-offs/sign-off-rows.ts';

/** Every row of a deal in the lane of HubSpot, whatever became of it. */
function rowsOfDeal({ outbox }: Transaction['tables'], portalId: string, dealId: string) {
  return and(
    inArray(outbox.state, ['pending', 'delivered', 'refused', 'retried']),
    eq(outbox.lane, 'hubspot'),
    eq(outbox.portalId, portalId),
    eq(outbox.dealId, dealId),
  );
}

const Told = z.object({ properties: z.object({ dealfloor_sign_off: z.string() }) });

/** How a deal's sign-off stood when HubSpot was last told, or is about to be; null before the first time. */
export async function lastToldStatus(
  { query, tables }: Transaction,
  portalId: string,
  dealId: string,
): Promise<string | null> {
  const { outbox } = tables;
  const [row] = await query
    .select({ payload: outbox.payload })
    .from(outbox)
    .where(and(rowsOfDeal(tables, portalId, dealId), eq(outbox.kind, 'deal-properties')))
    .orderBy(desc(outbox.id))
    .limit(1);
  return row ? Told.parse(row.payload).properties.dealfloor_sign_off : null;
}

const Task = z.object({ token: z.string(), ownerId: z.string().nullish() });

/** A request's task as HubSpot was last told of it: whose it is, if anybody's; null while there is none to do. */
export async function lastToldTask(
  { query, tables }: Database | Transaction,
  { portalId, dealId, id }: Pick<SignOffRow, 'portalId' | 'dealId' | 'id'>,
): Promise<{ readonly ownerId: string | null } | null> {
  const { outbox } = tables;
  const kinds = ['open-task', 'change-task', 'close-task'];
  const rows = await query
    .select({ kind: outbox.kind, payload: outbox.payload })
    .from(outbox)
    .where(and(rowsOfDeal(tables, portalId, dealId), inArray(outbox.kind, kinds)))
    .orderBy(desc(outbox.id));
  const told = rows
    .map(({ kind, payload }) => ({ kind, ...Task.parse(payload) }))
    .filter(({ token }) => token === id);
  if (!told[0] || told[0].kind === 'close-task') return null;
  return { ownerId: told.find(({ ownerId }) => ownerId)?.ownerId ?? null };
}
