import type { SignOff } from '@dealfloor/price-book';
import { dayOf } from '../clock.ts';
import type { Database, Transaction } from '../db/database.ts';
import { latestEstimate } from '../estimates/estimate-rows.ts';
import { listPeople } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { approversFor, asPerson } from './approvers.ts';
import { commentsOf, commentView } from './comments.ts';
import { type DecisionRow, decisionsOf, type SignOffRow } from './sign-off-rows.ts';
import { requestStatus } from './status.ts';

/** A request as screens show it, with its decisions and the names behind the ids. */
export async function signOffView(
  ports: Pick<Ports, 'clock'>,
  handle: Database | Transaction,
  request: SignOffRow,
): Promise<SignOff> {
  const { portalId } = request;
  const people = await listPeople(handle, portalId);
  const nameOf = (userId: string) => people.find((person) => person.userId === userId)?.name ?? userId;
  const taken = await decisionsOf(handle, portalId, request.id);
  const comments = await commentsOf(handle, portalId, request.id);
  const latest = await latestEstimate(handle, portalId, request.dealId);
  const newestVersion = latest?.version ?? request.estimateVersion;
  return {
    id: request.id,
    dealId: request.dealId,
    estimateVersion: request.estimateVersion,
    status: requestStatus(request, newestVersion, dayOf(ports.clock.now())),
    requestedBy: { userId: request.requestedBy, name: nameOf(request.requestedBy) },
    requestedAt: request.requestedAt,
    reason: request.reason,
    neededBy: request.neededBy,
    goesTo: (await approversFor(handle, portalId, request)).map(asPerson),
    approvalsNeeded: request.signatures.length,
    approvalsGiven: taken.filter(isApproval).length,
    decisions: taken.map((decision) => ({
      kind: decision.kind,
      by: { userId: decision.decidedBy, name: nameOf(decision.decidedBy) },
      at: decision.decidedAt,
      note: decision.note,
      conditions: decision.conditions,
      validUntil: decision.validUntil,
    })),
    comments: comments.map((comment) => commentView(comment, nameOf(comment.writtenBy))),
    validUntil: request.validUntil,
  };
}

export function isApproval({ kind }: Pick<DecisionRow, 'kind'>): boolean {
  return kind === 'approve' || kind === 'approve-with-conditions';
}
