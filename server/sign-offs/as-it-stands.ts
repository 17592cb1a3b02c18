import { signaturesFor } from '@dealfloor/price-book';
import { dayOf } from '../clock.ts';
import type { Database, Transaction } from '../db/database.ts';
import { findCopy } from '../deals/deal-copy.ts';
import { estimateVersion } from '../estimates/estimate-rows.ts';
import type { Ports } from '../ports.ts';
import type { Changes } from './move-request.ts';
import { signedRound } from './rounds.ts';
import { secondLookReasons } from './second-look.ts';
import { approvalsOfRound, type SignOffRow } from './sign-off-rows.ts';
import { estimateToday } from './todays-terms.ts';
import { isApproved, type RequestAction, stateAfter } from './transitions.ts';

/** A request as it stands at this moment, whatever was last written; with why it needs a second look, if it does. */
export type StandingRequest = SignOffRow & { readonly secondLook: readonly string[] };

type Clocked = Pick<Ports, 'clock'>;

/** What time, new terms and booked usage have made of a request; nothing is written, and no job need have run. */
export async function asItStands(
  ports: Clocked,
  handle: Database | Transaction,
  written: SignOffRow,
): Promise<StandingRequest> {
  const done = await whatTimeDid(ports, handle, written);
  if (!done) return { ...written, secondLook: await reasonsOfOpenLook(ports, handle, written) };
  const state = stateAfter(written.state, done.action, 'time');
  if (!state) throw new Error('invariant: time only does what the table lets it do');
  return { ...written, ...done.changes, state, secondLook: done.reasons };
}

type TimeAction = Extract<RequestAction, 'expire' | 'lapse' | 'lapse-to-rejected' | 'look-again'>;

/** What time did: by which action of the table, what it changed, and why, in sentences. */
type Done = { readonly action: TimeAction; readonly changes: Changes; readonly reasons: string[] };

/** What time did to a request since it was written; null when nothing. */
export async function whatTimeDid(
  ports: Clocked,
  handle: Database | Transaction,
  written: SignOffRow,
): Promise<Done | null> {
  if (!isApproved(written)) return null;
  const { validUntil, ifItLapses, state } = written;
  const until = await untilItWasWon(ports, handle, written);
  if (validUntil !== null && validUntil < dayOf(until.clock.now())) {
    if (state === 'approved') return { action: 'expire', changes: {}, reasons: [] };
    if (ifItLapses === 'rejected') return { action: 'lapse-to-rejected', changes: {}, reasons: [] };
    const changes = await nextRound(ports, handle, written);
    return { action: 'lapse', changes, reasons: [`The approval was valid until ${validUntil}.`] };
  }
  const approvals = await approvalsOfRound(handle, written, written.round);
  const reasons = await secondLookReasons(until, handle, written, approvals);
  if (reasons.length === 0) return null;
  return { action: 'look-again', changes: await nextRound(ports, handle, written), reasons };
}

/** Once a deal is won its contract is signed: days and prices that come later take nothing from its approval. */
async function untilItWasWon(
  { clock }: Clocked,
  handle: Database | Transaction,
  { portalId, dealId }: SignOffRow,
): Promise<Clocked> {
  const deal = await findCopy(handle, portalId, dealId);
  if (deal?.isWon !== 1 || deal.stageSince === null) return { clock };
  const wonAt = Date.parse(deal.stageSince);
  return { clock: { now: () => new Date(Math.min(wonAt, clock.now().getTime())) } };
}

/** A second look is a round of its own, and today's verdict says whose signatures it needs under the frozen policy. */
async function nextRound(
  ports: Clocked,
  handle: Database | Transaction,
  { portalId, dealId, coversVersion, round, policy, signatures: before }: SignOffRow,
): Promise<Changes> {
  const version = await estimateVersion(handle, portalId, dealId, coversVersion);
  if (!version) throw new Error('invariant: a request names a saved version');
  const { sizing } = version;
  const { estimate } = await estimateToday(ports, handle, portalId, sizing);
  const again = { round: round + 1, validUntil: null, ifItLapses: null, answerDueAt: null };
  if (estimate.verdict.word === 'unknown') return again;
  const verdict = estimate.verdict.word === 'loss' ? 'loss' : 'sign_off';
  const termValueUsd = estimate.term.revenueUsd ?? '0';
  const asked = { verdict, termValueUsd, discount: sizing.discount } as const;
  const signatures = signaturesFor(policy, asked);
  // What was asked for its company together is not asked of the deal alone.
  return { ...again, verdict, signatures: [...(signatures.length < before.length ? before : signatures)] };
}

/** Why a look that was opened is still open: what moved still stands, or only a signature is missing. */
async function reasonsOfOpenLook(
  ports: Clocked,
  handle: Database | Transaction,
  request: SignOffRow,
): Promise<string[]> {
  if (request.state !== 'second-look') return [];
  const approvals = await approvalsOfRound(handle, request, await signedRound(handle, request));
  const reasons = await secondLookReasons(ports, handle, request, approvals);
  return reasons.length > 0 ? reasons : ['A second look was begun and waits for another signature.'];
}
