import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { z } from 'zod';
import type { AuditAction } from '../audit/action-words.ts';
import { appendEntry } from '../audit/append-entry.ts';
import type { Transaction } from '../db/database.ts';
import { once, type RepeatableRequest } from '../idempotency/once.ts';
import type { Actor } from '../people/actor.ts';
import type { Ports } from '../ports.ts';

/** What is about to be changed. */
type Intent = { readonly action: AuditAction; readonly record: Record<string, unknown> };

/** Writes down what is about to be changed in HubSpot, once for a key; null where there is nothing to change. */
export async function beginOutside(
  ports: Ports,
  actor: Actor,
  request: RepeatableRequest,
  intent: Intent | null,
): Promise<void> {
  await once(ports, actor, request, async (transaction) => {
    const at = ports.clock.now();
    if (intent) await appendEntry(transaction, actor, { ...intent, dealId: null, at });
    return {};
  });
}

/** The entry that stands before a change in HubSpot, the one that stands after it, and what the first of them says. */
type Trail<Plan> = {
  readonly begun: AuditAction;
  readonly done: AuditAction;
  readonly plan: z.ZodType<Plan>;
};

/** What was begun and not finished: whoever died on the way to HubSpot leaves it, and the next try ends it. */
export async function unfinished<Plan>(
  { query, tables: { auditEntries } }: Transaction,
  portalId: string,
  { begun, done, plan }: Trail<Plan>,
): Promise<Plan[]> {
  const rows = await query
    .select({ action: auditEntries.action, record: auditEntries.record })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.portalId, portalId),
        isNull(auditEntries.dealId),
        inArray(auditEntries.action, [begun, done]),
      ),
    )
    .orderBy(auditEntries.sequence);
  const last = rows.findLastIndex(({ action }) => action === done);
  return rows.slice(last + 1).map(({ record }) => plan.parse(JSON.parse(record)));
}
