import type { Database, Transaction } from '../db/database.ts';
import { withOwnerAndTwins } from '../deals/makers.ts';
import { findCopy } from '../deals/read-deal.ts';
import { type Actor, findPerson } from '../people/actor.ts';
import { canDecideAtAll } from '../people/roles.ts';
import { ForbiddenError } from '../service-error.ts';
import { approversFor, signaturesMissing } from './approvers.ts';
import { decisionsOf, type SignOffRow } from './sign-off-rows.ts';
import { isApproval } from './sign-off-view.ts';

/** Why this person cannot decide this request now, in a sentence; null when they can. */
export async function whyNotDecide(
  handle: Database | Transaction,
  actor: Pick<Actor, 'userId' | 'roles'>,
  request: SignOffRow,
): Promise<string | null> {
  if (!canDecideAtAll(actor)) return 'Only finance and the CFO decide.';
  if (request.state !== 'waiting') return 'This request is closed.';
  const makers = await makersNow(handle, request);
  if (makers.includes(actor.userId)) return ownRequestSentence(handle, actor, { ...request, makers });
  const approvals = (await decisionsOf(handle, request.portalId, request.id)).filter(isApproval);
  if (approvals.some(({ decidedBy }) => decidedBy === actor.userId)) {
    return 'You have signed. A second person must sign too.';
  }
  const signed = await Promise.all(
    approvals.map(({ decidedBy }) => findPerson(handle, request.portalId, decidedBy)),
  );
  const given = signed.filter((person) => person !== null);
  const missing = signaturesMissing(request, given);
  const left = signaturesMissing(request, [...given, actor]);
  return left.length === missing.length ? 'Finance has signed. The CFO signs next.' : null;
}

/** Who had a hand in the deal when it was asked, and who owns it now. */
async function makersNow(handle: Database | Transaction, request: SignOffRow): Promise<string[]> {
  const deal = await findCopy(handle, request.portalId, request.dealId);
  return withOwnerAndTwins(handle, request.portalId, request.makers, deal?.ownerId ?? null);
}

/** Refuses a decision in the transaction that would take it: roles and makers are read there, not before. */
export async function refuseDecider(
  transaction: Transaction,
  actor: Actor,
  request: SignOffRow,
): Promise<void> {
  const person = await findPerson(transaction, actor.portalId, actor.userId);
  const reason = await whyNotDecide(
    transaction,
    { userId: actor.userId, roles: person?.roles ?? [] },
    request,
  );
  if (reason) throw new ForbiddenError(reason, 'cannot-decide');
}

async function ownRequestSentence(
  handle: Database | Transaction,
  actor: Pick<Actor, 'userId'>,
  request: SignOffRow,
): Promise<string> {
  const [other] = await approversFor(handle, request.portalId, request);
  const asked = request.requestedBy === actor.userId ? 'You asked for this.' : 'You worked on this deal.';
  return other ? `${asked} ${other.name} can decide.` : `${asked} Nobody else can decide yet.`;
}
