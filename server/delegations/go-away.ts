import type { Away, AwayInput } from '@dealfloor/price-book';
import { appendEntry } from '../audit/append-entry.ts';
import { addDays, dayOf } from '../clock.ts';
import type { Transaction } from '../db/database.ts';
import { once } from '../idempotency/once.ts';
import { shownDay } from '../notices/shown-days.ts';
import { type Actor, listPeople, type PersonRow } from '../people/actor.ts';
import { canDecideAtAll, requireDecider } from '../people/roles.ts';
import type { Ports } from '../ports.ts';
import { ConflictError, ForbiddenError, UnprocessableError } from '../service-error.ts';
import { delegationsWithin } from './delegation-rows.ts';
import { type Handover, loopOf, loopSentence } from './loop-of.ts';
import { awayOf } from './read-away.ts';
import { isSamePerson } from './stand-in.ts';

const MOST_DAYS = 366;

/** Hands the actor's decisions to another for some days; they come back by themselves. */
export async function goAway(ports: Ports, actor: Actor, input: AwayInput): Promise<Away> {
  requireDecider(actor);
  const { idempotencyKey: key, ...body } = input;
  return once(ports, actor, { key, action: 'go-away', body, status: 201 }, async (transaction) => {
    refuseDays(dayOf(ports.clock.now()), input);
    const handover = await readHandover(transaction, actor, input);
    await refuseOverlap(transaction, handover);
    const at = ports.clock.now();
    const delegation = {
      portalId: actor.portalId,
      id: ports.ids.next(),
      fromUserId: actor.userId,
      toUserId: handover.to.userId,
      startsOn: input.startsOn,
      endsOn: input.endsOn,
      mayDecideLoss: input.mayDecideLoss ? 1 : 0,
      createdAt: at.toISOString(),
      endedAt: null,
    };
    await transaction.query.insert(transaction.tables.delegations).values(delegation);
    const record = { delegation, delegate: handover.to.name };
    await appendEntry(transaction, actor, { action: 'delegation-made', dealId: null, at, record });
    return awayOf(ports, transaction, actor);
  });
}

function refuseDays(today: string, { startsOn, endsOn }: AwayInput): void {
  if (startsOn < today) throw wrong('startsOn', 'Choose today or a later day.');
  if (endsOn >= addDays(startsOn, MOST_DAYS)) throw wrong('endsOn', 'An absence lasts a year at most.');
}

/** Who hands over to whom, with the roles that both have in this very transaction. */
async function readHandover(transaction: Transaction, actor: Actor, input: AwayInput): Promise<Handover> {
  const people = await listPeople(transaction, actor.portalId);
  const known = (id: string) => people.find(({ userId }) => userId === id);
  const [from, to] = [known(actor.userId), known(input.delegateId)];
  if (!from || !canDecideAtAll(from)) throw new ForbiddenError('Only finance and the CFO decide.');
  if (!to || !canDecideAtAll(to)) throw wrong('delegateId', 'Choose somebody of finance, or the CFO.');
  if (isSamePerson(from, to)) throw wrong('delegateId', 'Choose somebody else: this is you.');
  const { startsOn, endsOn } = input;
  await refuseLoop(transaction, { from, to, startsOn, endsOn }, people);
  return { from, to, startsOn, endsOn };
}

async function refuseLoop(
  transaction: Transaction,
  handover: Handover,
  people: readonly PersonRow[],
): Promise<void> {
  const { startsOn, endsOn, from } = handover;
  const rows = await delegationsWithin(transaction, from.portalId, startsOn, endsOn);
  const loop = loopOf(handover, people, rows);
  if (loop) throw new ConflictError('delegation-loop', loopSentence(loop));
}

async function refuseOverlap(transaction: Transaction, { from, startsOn, endsOn }: Handover): Promise<void> {
  const rows = await delegationsWithin(transaction, from.portalId, startsOn, endsOn);
  const own = rows.find(({ fromUserId }) => fromUserId === from.userId);
  if (!own) return;
  const sentence = `You are away from ${shownDay(own.startsOn)} to ${shownDay(own.endsOn)} already. End that first.`;
  throw new ConflictError('already-away', sentence);
}

function wrong(path: string, message: string): UnprocessableError {
  return new UnprocessableError('invalid', message, [{ path, message }]);
}
