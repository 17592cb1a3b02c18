import { parseMoney, printMoney, type Queue, type QueueRow } from '@dealfloor/price-book';
import { and, desc, eq, ne } from 'drizzle-orm';
import { findCopy } from '../deals/read-deal.ts';
import { estimateVersion } from '../estimates/estimate-rows.ts';
import type { Actor } from '../people/actor.ts';
import { requireDecider } from '../people/roles.ts';
import { viewerOf } from '../people/viewer.ts';
import type { Ports } from '../ports.ts';
import { asItStands, type StandingRequest } from './as-it-stands.ts';
import { whyNotDecide } from './can-decide.ts';
import { exposureOf } from './exposure.ts';
import { openRequests } from './open-requests.ts';
import { signOffView } from './sign-off-view.ts';
import { isOpen } from './transitions.ts';

export type QueueFilter = 'waiting' | 'decided' | 'all';

const MOST_ROWS = 200;

/** Finance's list: what waits, the largest exposure first; a list with decided requests comes newest first. */
export async function readQueue(ports: Ports, actor: Actor, filter: QueueFilter): Promise<Queue> {
  requireDecider(actor);
  const requests =
    filter === 'waiting'
      ? await openRequests(ports, actor.portalId)
      : await newestRequests(ports, actor.portalId, filter);
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
  };
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

async function queueRow(ports: Ports, actor: Actor, request: StandingRequest): Promise<QueueRow> {
  const { database, clock } = ports;
  const version = await estimateVersion(database, request.portalId, request.dealId, request.coversVersion);
  if (!version) throw new Error('invariant: a request names a saved version');
  const deal = await findCopy(database, request.portalId, request.dealId);
  const { estimate } = version;
  const waitedMs = clock.now().getTime() - Date.parse(request.requestedAt);
  return {
    signOff: await signOffView(ports, database, request),
    dealName: deal?.name ?? request.dealId,
    companyName: deal?.companyName ?? null,
    word: estimate.verdict.word,
    marginPercent: estimate.term.grossMargin.percent,
    lowPercent: estimate.range.lowPercent,
    highPercent: estimate.range.highPercent,
    floorPercent: estimate.policy.floorPercent,
    rules: estimate.verdict.rules,
    exposure: exposureOf(estimate),
    waitingHours: Math.max(0, Math.floor(waitedMs / 3_600_000)),
    canDecide: (await whyNotDecide(ports, database, actor, request)) === null,
  };
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
