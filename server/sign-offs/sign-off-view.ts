import type { SignOff } from '@dealfloor/price-book';
import type { Database, Transaction } from '../db/database.ts';
import { listPeople } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import type { StandingRequest } from './as-it-stands.ts';
import { commentsOf, commentView } from './comments.ts';
import { coverSentences } from './cover-sentences.ts';
import { signedRound } from './rounds.ts';
import { decisionsOf, isApproval } from './sign-off-rows.ts';
import { readSigningCase } from './signing-case.ts';
import { askedOf } from './who-is-asked.ts';

/** A request as screens show it, with its decisions and the names behind the ids. */
export async function signOffView(
  ports: Pick<Ports, 'clock'>,
  handle: Database | Transaction,
  request: StandingRequest,
): Promise<SignOff> {
  const { portalId } = request;
  const people = await listPeople(handle, portalId);
  const nameOf = (userId: string) => people.find((person) => person.userId === userId)?.name ?? userId;
  const personOf = (userId: string) => ({ userId, name: nameOf(userId) });
  const taken = await decisionsOf(handle, portalId, request.id);
  const comments = await commentsOf(handle, portalId, request.id);
  const approvals = taken.filter(isApproval);
  const held = await signedRound(handle, request);
  const signed = approvals.findLast(({ round }) => round === held);
  return {
    id: request.id,
    dealId: request.dealId,
    estimateVersion: request.estimateVersion,
    coversVersion: request.coversVersion,
    status: request.state,
    round: request.round,
    secondLook: [...request.secondLook],
    requestedBy: personOf(request.requestedBy),
    requestedAt: request.requestedAt,
    reason: request.reason,
    neededBy: request.neededBy,
    ...askedOf(await readSigningCase(ports, handle, request)),
    approvalsNeeded: request.signatures.length,
    approvalsGiven: approvals.filter(({ round }) => round === request.round).length,
    answerDueAt: request.answerDueAt,
    decisions: taken.map((decision) => ({
      kind: decision.kind,
      round: decision.round,
      by: personOf(decision.decidedBy),
      onBehalfOf: decision.onBehalfOf === null ? null : personOf(decision.onBehalfOf),
      at: decision.decidedAt,
      note: decision.note,
      conditions: decision.conditions,
      validUntil: decision.validUntil,
      ifItLapses: decision.ifItLapses,
    })),
    comments: comments.map((comment) => commentView(comment, nameOf(comment.writtenBy))),
    validUntil: request.validUntil,
    ifItLapses: request.ifItLapses,
    envelope: signed ? coverSentences(signed) : [],
  };
}
