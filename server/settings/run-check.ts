import type { CheckItem, CheckName } from '@dealfloor/price-book';
import { and, eq } from 'drizzle-orm';
import { transact } from '../db/database.ts';
import { isUpstreamError, UpstreamError } from '../hubspot/upstream-error.ts';
import type { Actor } from '../people/actor.ts';
import { requireAdmin } from '../people/roles.ts';
import type { Ports } from '../ports.ts';
import { NotFoundError } from '../service-error.ts';
import { CHECKS, type Check, type Found } from './checks.ts';

const STORED = { ok: 1, not: 0, unknown: -1 } as const;
const STATES: Readonly<Record<number, Found['state']>> = { 1: 'ok', 0: 'not' };

/** Looks at one thing now and remembers what was found. */
export async function runCheck(ports: Ports, actor: Actor, name: CheckName): Promise<CheckItem> {
  requireAdmin(actor);
  const check = CHECKS.find((candidate) => candidate.name === name);
  if (!check) throw new NotFoundError('There is no such check.');
  const { portalId } = actor;
  const found = await look(ports, portalId, check);
  const at = ports.clock.now().toISOString();
  const row = { ok: STORED[found.state], sentence: found.sentence, at };
  await transact(ports.database, async ({ query, tables: { portalChecks: table } }) => {
    await query
      .insert(table)
      .values({ portalId, name, ...row })
      .onConflictDoUpdate({ target: [table.portalId, table.name], set: row });
  });
  return itemOf(check, found, at);
}

/** How a check stands: what is near is looked at, what asks HubSpot is told as it was last seen. */
export async function lastFound(ports: Ports, portalId: string, check: Check): Promise<CheckItem> {
  if (!check.isOutside) {
    return itemOf(check, await look(ports, portalId, check), ports.clock.now().toISOString());
  }
  const { portalChecks: table } = ports.database.tables;
  const [row] = await ports.database.query
    .select()
    .from(table)
    .where(and(eq(table.portalId, portalId), eq(table.name, check.name)));
  if (!row) return itemOf(check, { state: 'unknown', sentence: 'Not looked at yet.' }, null);
  return itemOf(check, { state: STATES[row.ok] ?? 'unknown', sentence: row.sentence }, row.at);
}

function itemOf(
  { name, title, toDo }: Check,
  { state, sentence }: Found,
  checkedAt: string | null,
): CheckItem {
  return { name, title, state, sentence, toDo: state === 'ok' ? null : toDo, checkedAt };
}

/** What HubSpot refuses is not right; that it cannot be asked says nothing about the set-up. */
async function look(ports: Ports, portalId: string, check: Check): Promise<Found> {
  try {
    return await check.look(ports, portalId);
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    const isRefusal = isUpstreamError(error, 'unauthorized') || isUpstreamError(error, 'forbidden');
    return { state: isRefusal ? 'not' : 'unknown', sentence: error.message };
  }
}
