import { parseMoney, printMoney, type Queue, type QueueRow } from '@dealfloor/price-book';
import { and, desc, eq, ne } from 'drizzle-orm';
import { findCopy } from '../deals/read-deal.ts';
import { estimateVersion } from '../estimates/estimate-rows.ts';
import type { Actor } from '../people/actor.ts';
import { requireDecider } from '../people/roles.ts';
import { viewerOf } from '../people/viewer.ts';
import type { Ports } from '../ports.ts';
import { whyNotDecide } from './can-decide.ts';
import { exposureOf } from './exposure.ts';
import type { SignOffRow } from './sign-off-rows.ts';
import { signOffView } from './sign-off-view.ts';

export type QueueFilter = 'waiting' | 'decided' | 'all';

const MOST_ROWS = 200;

/** Finance's list: what waits, the largest exposure first; a list with decided requests comes newest first. */
export async function readQueue(ports: Ports, actor: Actor, filter: QueueFilter): Promise<Queue> {
  requireDecider(actor);
  const { signOffs } = ports.database.tables;
  const byState = {
    waiting: eq(signOffs.state, 'waiting'),
    decided: ne(signOffs.state, 'waiting'),
    all: undefined,
  }[filter];
  const requests = await ports.database.query
    .select()
    .from(signOffs)
    .where(and(eq(signOffs.portalId, actor.portalId), byState))
    .orderBy(
      ...(filter === 'waiting' ? [desc(signOffs.atRiskNanoUsd), signOffs.requestedAt] : [desc(signOffs.id)]),
    )
    .limit(MOST_ROWS);
  const rows = await Promise.all(requests.map((request) => queueRow(ports, actor, request)));
  const waiting = rows.filter((row) => row.signOff.status === 'waiting');
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

async function queueRow(ports: Ports, actor: Actor, request: SignOffRow): Promise<QueueRow> {
  const { database, clock } = ports;
  const version = await estimateVersion(database, request.portalId, request.dealId, request.estimateVersion);
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
    canDecide: (await whyNotDecide(database, actor, request)) === null,
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
