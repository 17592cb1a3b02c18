import type { Comment, CommentInput } from '@dealfloor/price-book';
import { appendEntry } from '../audit/append-entry.ts';
import type { Transaction } from '../db/database.ts';
import type { SignOffState } from '../db/tables.ts';
import { findCopy } from '../deals/deal-copy.ts';
import { withOwnerAndTwins } from '../deals/makers.ts';
import { once } from '../idempotency/once.ts';
import { notify } from '../notices/notify.ts';
import { type Actor, findPerson, listPeople } from '../people/actor.ts';
import { canDecideAtAll, canSell, requireReader } from '../people/roles.ts';
import type { Ports } from '../ports.ts';
import { ConflictError, ForbiddenError, NotFoundError } from '../service-error.ts';
import { approversFor } from './approvers.ts';
import { asItStands } from './as-it-stands.ts';
import { commentsOf, commentView } from './comments.ts';
import { findSignOff, type SignOffRow } from './sign-off-rows.ts';

/** A comment on a request; a card names its deal too, so that no other deal's thread can be reached through it. */
export type Commenting = CommentInput & { readonly signOffId: string; readonly dealId: string | null };

const MOST_COMMENTS = 200;

/** Writes on the thread between those who worked on a deal and those who can sign it; the other side hears of it. */
export async function commentOnSignOff(ports: Ports, actor: Actor, input: Commenting): Promise<Comment> {
  requireReader(actor);
  const { idempotencyKey: key, ...body } = input;
  return once(ports, actor, { key, action: 'comment', body, status: 201 }, async (transaction) => {
    const request = await findSignOff(transaction, actor.portalId, input.signOffId);
    if (!request || (input.dealId !== null && request.dealId !== input.dealId)) throw new NotFoundError();
    const side = await sideOf(transaction, actor, request);
    refuseClosed(await asItStands(ports, transaction, request));
    await refuseFullThread(transaction, request);
    const row = await insertComment(ports, transaction, actor, request, input.body);
    await tellOtherSide(ports, transaction, { actor, request, side, body: input.body });
    return commentView(row, actor.name);
  });
}

type Side = 'requester' | 'approver';

/** Who had a hand in the deal speaks for it, whatever else they may do; of the others, those who can sign. */
async function sideOf(transaction: Transaction, actor: Actor, request: SignOffRow): Promise<Side> {
  const { portalId, makers } = request;
  const person = await findPerson(transaction, portalId, actor.userId);
  const roles = { roles: person?.roles ?? [] };
  const deal = await findCopy(transaction, portalId, request.dealId);
  const hands = await withOwnerAndTwins(transaction, portalId, makers, deal?.ownerId ?? null);
  if (hands.includes(actor.userId) && canSell(roles)) return 'requester';
  if (canDecideAtAll(roles)) return 'approver';
  throw new ForbiddenError('Only those who worked on this deal and those who can sign it write here.');
}

const CLOSED: Partial<Record<SignOffState, string>> = {
  approved: 'This request was approved',
  'approved-with-conditions': 'This request was approved with conditions',
  rejected: 'This request was rejected',
  'changes-requested': 'This request was sent back for changes',
  withdrawn: 'This request was withdrawn',
  expired: 'This request has expired',
  superseded: 'A newer version took the place of this request',
};

function refuseClosed({ state }: SignOffRow): void {
  const closed = CLOSED[state];
  if (closed) throw new ConflictError('closed', `${closed}. Its thread is kept, and takes no new comment.`);
}

async function refuseFullThread(transaction: Transaction, { portalId, id }: SignOffRow): Promise<void> {
  if ((await commentsOf(transaction, portalId, id)).length < MOST_COMMENTS) return;
  throw new ConflictError('thread-full', `A thread holds ${MOST_COMMENTS} comments, and this one is full.`);
}

async function insertComment(
  ports: Ports,
  transaction: Transaction,
  actor: Actor,
  request: SignOffRow,
  body: string,
) {
  const { portalId, id: signOffId, dealId } = request;
  const at = ports.clock.now();
  const row = {
    portalId,
    id: ports.ids.next((await commentsOf(transaction, portalId, signOffId)).at(-1)?.id),
    signOffId,
    writtenBy: actor.userId,
    writtenAt: at.toISOString(),
    body,
  };
  await transaction.query.insert(transaction.tables.signOffComments).values(row);
  const record = { signOffId, commentId: row.id, body };
  await appendEntry(transaction, actor, { action: 'sign-off-commented', dealId, at, record });
  return row;
}

type Spoken = { actor: Actor; request: SignOffRow; side: Side; body: string };

async function tellOtherSide(ports: Ports, transaction: Transaction, spoken: Spoken): Promise<void> {
  const { actor, request, side, body } = spoken;
  const { portalId, dealId, id: signOffId } = request;
  const deal = await findCopy(transaction, portalId, dealId);
  const others =
    side === 'requester'
      ? (await approversFor(transaction, portalId, request)).map(({ userId }) => userId)
      : await askersOf(transaction, request, deal?.ownerId ?? null);
  await notify(ports, transaction, {
    portalId,
    to: others.filter((userId) => userId !== actor.userId),
    kind: 'commented',
    dealId,
    signOffId,
    content: { dealName: deal?.name ?? dealId, by: actor.name, body },
  });
}

/** Who asked, and who owns the deal now. */
export async function askersOf(transaction: Transaction, request: SignOffRow, ownerId: string | null) {
  const people = await listPeople(transaction, request.portalId);
  const owners = people.filter((person) => ownerId !== null && person.ownerId === ownerId);
  return [request.requestedBy, ...owners.map(({ userId }) => userId)];
}
