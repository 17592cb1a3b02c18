import { inWords, leavesEnvelope, type SizingChange } from '@dealfloor/price-book';
import { appendEntry } from '../audit/append-entry.ts';
import type { Transaction } from '../db/database.ts';
import { withOwnerAndTwins } from '../deals/makers.ts';
import type { EstimateRow } from '../estimates/estimate-rows.ts';
import type { Actor } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import type { LiveTerms } from '../price-books/live-terms.ts';
import type { StandingRequest } from './as-it-stands.ts';
import { moveRequest } from './move-request.ts';
import { signedEnvelope } from './second-look.ts';
import { settleRequest } from './settle-request.ts';
import { approvalsOfRound, type DecisionRow, latestSignOff } from './sign-off-rows.ts';
import { envelopeUnder } from './todays-terms.ts';
import { isApproved } from './transitions.ts';

/** What somebody does to a request that was approved. */
type Act = {
  readonly transaction: Transaction;
  readonly actor: Actor;
  readonly request: StandingRequest;
  readonly at: Date;
};

export type SavedVersion = { readonly row: EstimateRow; readonly terms: LiveTerms };

/** What a newer version does to a deal's approval: inside the envelope it is kept, outside the deal is re-opened. */
export async function followApproval(
  ports: Ports,
  transaction: Transaction,
  actor: Actor,
  saved: SavedVersion,
): Promise<void> {
  const { portalId, dealId } = saved.row;
  const written = await latestSignOff(transaction, portalId, dealId);
  if (!written) return;
  const request = await settleRequest(ports, transaction, written);
  const act = { transaction, actor, request, at: ports.clock.now() };
  if (request.state === 'second-look') {
    await supersede(act, 'it was changed while it needed a second look.');
    return;
  }
  if (!isApproved(request)) return;
  const approvals = await approvalsOfRound(transaction, request, request.round);
  const leaves = await leavesApproval(transaction, actor, saved, approvals);
  if (leaves.length === 0) await keep(act, saved, approvals);
  else await supersede(act, leavingSentence(leaves));
}

/** A deal that is asked for again leaves behind what was approved before: of two approvals nobody could say which holds. */
export async function endApproval(
  ports: Ports,
  transaction: Transaction,
  actor: Actor,
  dealId: string,
): Promise<void> {
  const written = await latestSignOff(transaction, actor.portalId, dealId);
  const request = written && (await settleRequest(ports, transaction, written));
  if (!request || (!isApproved(request) && request.state !== 'second-look')) return;
  await supersede({ transaction, actor, request, at: ports.clock.now() }, 'it was asked for again.');
}

/** In what a version leaves an approval; whoever signed it cannot go on editing under their own signature. */
async function leavesApproval(
  transaction: Transaction,
  actor: Actor,
  { row, terms }: SavedVersion,
  approvals: readonly DecisionRow[],
): Promise<SizingChange[]> {
  const signed = signedEnvelope(approvals);
  const now = envelopeUnder(terms, row.sizing, row.estimate);
  if (!signed || !now) return [{ field: 'verdict', before: 'as it was signed', after: 'not known' }];
  const hands = await withOwnerAndTwins(transaction, actor.portalId, [actor.userId], null);
  const isSigner = approvals.some(
    ({ decidedBy, onBehalfOf }) => hands.includes(decidedBy) || hands.includes(onBehalfOf ?? ''),
  );
  const editor = { field: 'editor', before: 'somebody who did not sign it', after: actor.name };
  return [...leavesEnvelope(signed, now), ...(isSigner ? [editor] : [])];
}

async function keep(
  { transaction, actor, request, at }: Act,
  { row }: SavedVersion,
  approvals: readonly DecisionRow[],
): Promise<void> {
  await moveRequest(transaction, request, {
    action: 'keep',
    by: 'seller',
    changes: { coversVersion: row.version },
  });
  const before = signedEnvelope(approvals)?.marginPercent ?? '–';
  const sentence = keptSentence(before, row.estimate.term.grossMargin.percent ?? '–');
  await appendEntry(transaction, actor, {
    action: 'sign-off-kept',
    dealId: request.dealId,
    at,
    record: { signOffId: request.id, version: row.version, sentence },
  });
}

/** "Kept: margin rose 61.2% → 64.0%.", against what was signed. */
function keptSentence(before: string, after: string): string {
  if (before === after) return `Kept: margin held at ${inWords(before)}%.`;
  return `Kept: margin rose ${inWords(before)}% → ${inWords(after)}%.`;
}

/** Ends an approval, or the second look at one; the deal is as open as its newest version asks. */
async function supersede({ transaction, actor, request, at }: Act, why: string): Promise<void> {
  await moveRequest(transaction, request, { action: 'supersede', by: 'seller' });
  await appendEntry(transaction, actor, {
    action: 'sign-off-superseded',
    dealId: request.dealId,
    at,
    record: { signOffId: request.id, version: request.coversVersion, sentence: `Re-opened: ${why}` },
  });
}

const MOST_LEAVINGS = 3;

function leavingSentence(leaves: readonly SizingChange[]): string {
  const shown = leaves
    .slice(0, MOST_LEAVINGS)
    .map(({ field, before, after }) => `${field} ${after.replace(/\.$/, '')} (signed: ${before})`);
  const more = leaves.length - shown.length;
  return `${[...shown, ...(more > 0 ? [`${more} more`] : [])].join(', ')}.`;
}
