import { type BypassList, SignOffStatus, VerdictWord } from '@dealfloor/price-book';
import { and, desc, eq, gte } from 'drizzle-orm';
import { findCopy } from '../deals/deal-copy.ts';
import type { Actor } from '../people/actor.ts';
import { hasWholeBook, requireReader } from '../people/roles.ts';
import type { Ports } from '../ports.ts';
import { ForbiddenError } from '../service-error.ts';
import { dealStanding } from '../sign-offs/deal-standing.ts';

const DAYS_MS = 90 * 86_400_000;
const MOST = 200;

/** The deals that were won without a valid sign-off, for those who answer for the whole book. */
export async function readBypasses(ports: Ports, actor: Actor): Promise<BypassList> {
  requireReader(actor);
  if (!hasWholeBook(actor))
    throw new ForbiddenError(
      'Only managers, finance, the CFO and admins see what was won past its sign-off.',
    );
  const { query, tables } = ports.database;
  const since = new Date(ports.clock.now().getTime() - DAYS_MS).toISOString();
  const rows = await query
    .select()
    .from(tables.bypasses)
    .where(and(eq(tables.bypasses.portalId, actor.portalId), gte(tables.bypasses.wonAt, since)))
    .orderBy(desc(tables.bypasses.wonAt))
    .limit(MOST);
  const bypasses = rows.map(async ({ portalId, dealId, wonAt, source, status, verdict, foundAt }) => ({
    dealId,
    dealName: (await findCopy(ports.database, portalId, dealId))?.name ?? `Deal ${dealId}`,
    wonAt,
    wonBy: source,
    status: SignOffStatus.parse(status),
    verdict: VerdictWord.nullable().parse(verdict),
    foundAt,
    isClearedSince: (await dealStanding(ports, ports.database, portalId, dealId)).isCleared,
  }));
  return { bypasses: await Promise.all(bypasses) };
}
