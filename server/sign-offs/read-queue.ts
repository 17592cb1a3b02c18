import { parseMoney, printMoney, type Queue } from '@dealfloor/price-book';
import { and, asc, desc, eq, gte, lte, ne } from 'drizzle-orm';
import { addDays, dayOf } from '../clock.ts';
import { findCopy } from '../deals/deal-copy.ts';
import type { Actor } from '../people/actor.ts';
import { requireDecider } from '../people/roles.ts';
import { viewerOf } from '../people/viewer.ts';
import type { Ports } from '../ports.ts';
import { asItStands } from './as-it-stands.ts';
import { openRequests } from './open-requests.ts';
import { queueRow } from './queue-row.ts';
import { isApproved, isOpen } from './transitions.ts';

export type QueueFilter = 'waiting' | 'decided' | 'expiring' | 'all';

const MOST_ROWS = 200;
const SOON_DAYS = 14;

/** Finance's list: what waits, the largest exposure first; a list with decided requests comes newest first. */
export async function readQueue(ports: Ports, actor: Actor, filter: QueueFilter): Promise<Queue> {
  requireDecider(actor);
  const requests = await requestsFor(ports, actor.portalId, filter);
  const rows = await Promise.all(
    requests.slice(0, MOST_ROWS).map((request) => queueRow(ports, actor, request)),
  );
  const waiting = rows.filter(({ signOff: { status } }) => status === 'waiting' || status === 'second-look');
  const atRisk = waiting.reduce((total, row) => total + parseMoney(row.exposure.atRiskUsd ?? '0'), 0n);
  return {
    viewer: viewerOf(actor),
    rows,
    lastDecision: await lastDecision(ports, actor.portalId),
    waiting: waiting.length,
    oldestHours: waiting.length > 0 ? Math.max(...waiting.map((row) => row.waitingHours)) : null,
    atRiskUsd: printMoney(atRisk),
    consoleUrl: ports.publicOrigin,
  };
}

function requestsFor(ports: Ports, portalId: string, filter: QueueFilter) {
  if (filter === 'waiting') return openRequests(ports, portalId);
  return filter === 'expiring' ? expiringRequests(ports, portalId) : newestRequests(ports, portalId, filter);
}

/** Approvals that still hold and end within a fortnight, the first to end on top. */
async function expiringRequests(ports: Ports, portalId: string) {
  const { signOffs } = ports.database.tables;
  const today = dayOf(ports.clock.now());
  const rows = await ports.database.query
    .select()
    .from(signOffs)
    .where(
      and(
        eq(signOffs.portalId, portalId),
        gte(signOffs.validUntil, today),
        lte(signOffs.validUntil, addDays(today, SOON_DAYS)),
      ),
    )
    .orderBy(asc(signOffs.validUntil), asc(signOffs.id))
    .limit(MOST_ROWS);
  const standing = await Promise.all(rows.map((row) => asItStands(ports, ports.database, row)));
  return standing.filter(isApproved);
}

/** The newest requests whatever became of them, or only those that nobody is to decide any more. */
async function newestRequests(ports: Ports, portalId: string, filter: 'decided' | 'all') {
  const { signOffs } = ports.database.tables;
  const byState = filter === 'decided' ? ne(signOffs.state, 'waiting') : undefined;
  const rows = await ports.database.query
    .select()
    .from(signOffs)
    .where(and(eq(signOffs.portalId, portalId), byState))
    .orderBy(desc(signOffs.id))
    .limit(MOST_ROWS);
  const standing = await Promise.all(rows.map((row) => asItStands(ports, ports.database, row)));
  return filter === 'decided' ? standing.filter((request) => !isOpen(request)) : standing;
}

async function lastDecision(ports: Ports, portalId: string): Promise<string | null> {
  const { decisions, signOffs, people } = ports.database.tables;
  const rows = await ports.database.query
    .select({ kind: decisions.kind, at: decisions.decidedAt, dealId: signOffs.dealId, by: people.name })
    .from(decisions)
    .innerJoin(signOffs, and(eq(signOffs.portalId, decisions.portalId), eq(signOffs.id, decisions.signOffId)))
    .innerJoin(people, and(eq(people.portalId, decisions.portalId), eq(people.userId, decisions.decidedBy)))
    .where(eq(decisions.portalId, portalId))
    .orderBy(desc(decisions.id))
    .limit(1);
  const [last] = rows;
  if (!last) return null;
  const deal = await findCopy(ports.database, portalId, last.dealId);
  const hours = Math.floor((ports.clock.now().getTime() - Date.parse(last.at)) / 3_600_000);
  return `Last decision ${hours} h ago: ${deal?.name ?? last.dealId}, ${DECIDED[last.kind]} by ${last.by}.`;
}

const DECIDED = {
  approve: 'approved',
  'approve-with-conditions': 'approved with conditions',
  reject: 'rejected',
  'request-changes': 'changes asked',
} as const;
