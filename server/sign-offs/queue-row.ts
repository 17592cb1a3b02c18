import type { QueueRow } from '@dealfloor/price-book';
import { findCopy } from '../deals/deal-copy.ts';
import { estimateVersion } from '../estimates/estimate-rows.ts';
import type { Actor } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import type { StandingRequest } from './as-it-stands.ts';
import { whyNotDecide } from './can-decide.ts';
import { gatherEvidence } from './evidence.ts';
import { exposureOf } from './exposure.ts';
import { latenessOf } from './lateness.ts';
import { signOffView } from './sign-off-view.ts';

const HOUR_MS = 3_600_000;

/** One request in finance's list, with the frozen figures of the version that it covers. */
export async function queueRow(ports: Ports, actor: Actor, request: StandingRequest): Promise<QueueRow> {
  const { database, clock } = ports;
  const version = await estimateVersion(database, request.portalId, request.dealId, request.coversVersion);
  if (!version) throw new Error('invariant: a request names a saved version');
  const deal = await findCopy(database, request.portalId, request.dealId);
  const { estimate } = version;
  const waitedMs = clock.now().getTime() - Date.parse(request.requestedAt);
  const { waitingBusinessHours, isOverdue } = await latenessOf(ports, database, request);
  const canDecide = (await whyNotDecide(ports, database, actor, request)) === null;
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
    waitingHours: Math.max(0, Math.floor(waitedMs / HOUR_MS)),
    waitingBusinessHours: Math.floor(waitingBusinessHours),
    isOverdue,
    canDecide,
    seenHash: canDecide ? await hashOfRow(ports, request) : null,
  };
}

/** A row shows the frozen figures alone: where today's differ, it is decided on its own page. */
async function hashOfRow(ports: Ports, request: StandingRequest): Promise<string | null> {
  const { current, seenHash } = await gatherEvidence(ports, ports.database, request);
  return current === null ? seenHash : null;
}
