import type { Proposal, ProposalDecisionInput, ProposedChange } from '@dealfloor/price-book';
import { and, eq } from 'drizzle-orm';
import { appendEntry } from '../audit/append-entry.ts';
import { contentHash } from '../audit/canonical-json.ts';
import type { Transaction } from '../db/database.ts';
import type { ProposalState } from '../db/tables.ts';
import { once } from '../idempotency/once.ts';
import { type Actor, findPerson, listPeople } from '../people/actor.ts';
import { writePerson } from '../people/save-person.ts';
import type { Ports } from '../ports.ts';
import { shelvePolicy, shelvePriceBook } from '../price-books/import-price-book.ts';
import { ConflictError, ForbiddenError, NotFoundError, UnprocessableError } from '../service-error.ts';
import { baseOf } from './base-of.ts';
import { checkChange } from './check-change.ts';
import { bodyOf, findProposal, type ProposalRow, titleOf } from './proposal-rows.ts';
import { proposalView } from './proposal-view.ts';
import { whyActorCannotPublish } from './publishing.ts';
import { mayPropose } from './who-publishes.ts';

export type Deciding = ProposalDecisionInput & { readonly proposalId: string };

/** Puts a proposal into force: another person than its proposer, on the base that it was compared with. */
export function publishProposal(ports: Ports, actor: Actor, input: Deciding): Promise<Proposal> {
  return decide(ports, actor, input, 'published', async (transaction, row) => {
    const whyNot = await whyActorCannotPublish(transaction, actor, row);
    if (whyNot) throw new ForbiddenError(whyNot, 'cannot-publish');
    const { change, base } = bodyOf(row);
    if (contentHash(change) !== row.bodyHash) throw new Error('invariant: a proposal is never changed');
    await checkChange(ports, transaction, actor.portalId, change);
    if ((await baseOf(ports, transaction, actor.portalId, change)) !== base) {
      throw new ConflictError('base-moved', 'Something else was published since. Propose it again.');
    }
    await putIntoForce(ports, transaction, actor, change);
  });
}

/** Refuses a proposal, saying why; whoever may propose its kind may refuse it. */
export function refuseProposal(ports: Ports, actor: Actor, input: Deciding): Promise<Proposal> {
  return decide(ports, actor, input, 'refused', async (transaction, row) => {
    const person = await findPerson(transaction, actor.portalId, actor.userId);
    if (!person || !mayPropose(person, row.kind) || row.proposedBy === actor.userId) {
      throw new ForbiddenError('Only another person whose work this is can refuse it.');
    }
    if (input.note.length >= 10) return;
    const message = 'Say in at least 10 characters why.';
    throw new UnprocessableError('invalid', message, [{ path: 'note', message }]);
  });
}

/** Takes one's own proposal back. */
export function withdrawProposal(ports: Ports, actor: Actor, input: Deciding): Promise<Proposal> {
  return decide(ports, actor, input, 'withdrawn', async (_transaction, row) => {
    if (row.proposedBy !== actor.userId) throw new ForbiddenError('Only who proposed this can withdraw it.');
  });
}

type Check = (transaction: Transaction, row: ProposalRow) => Promise<void>;
type Decided = Exclude<ProposalState, 'open'>;

async function decide(
  ports: Ports,
  actor: Actor,
  input: Deciding,
  state: Decided,
  check: Check,
): Promise<Proposal> {
  const { idempotencyKey: key, ...body } = input;
  return once(ports, actor, { key, action: `proposal ${state}`, body, status: 200 }, async (transaction) => {
    const row = await findProposal(transaction, actor.portalId, input.proposalId);
    if (!row || !(await isInvolved(transaction, actor, row))) throw new NotFoundError();
    const people = await listPeople(transaction, actor.portalId);
    const nameOf = (userId: string) => people.find((person) => person.userId === userId)?.name ?? userId;
    if (row.state !== 'open') {
      const who = nameOf(row.decidedBy ?? '');
      throw new ConflictError('already-decided', `This was ${row.state} by ${who}. Nothing was changed.`);
    }
    await check(transaction, row);
    const moved = await moveProposal(ports, transaction, actor, row, { state, note: input.note });
    const { change } = bodyOf(row);
    await appendEntry(transaction, actor, {
      action: `${row.kind}-${state}`,
      dealId: null,
      at: ports.clock.now(),
      record: {
        proposalId: row.id,
        title: titleOf(change),
        bodyHash: row.bodyHash,
        proposedBy: row.proposedBy,
        proposerName: nameOf(row.proposedBy),
        decidedBy: actor.userId,
        note: input.note,
      },
    });
    return proposalView(moved, nameOf);
  });
}

/** Whether the proposal is any of their business; for everybody else it does not exist. */
async function isInvolved(transaction: Transaction, actor: Actor, row: ProposalRow): Promise<boolean> {
  const person = await findPerson(transaction, actor.portalId, actor.userId);
  return person !== null && (row.proposedBy === actor.userId || mayPropose(person, row.kind));
}

async function putIntoForce(ports: Ports, transaction: Transaction, actor: Actor, change: ProposedChange) {
  if (change.kind === 'policy') return shelvePolicy(ports, transaction, actor, change.policy);
  if (change.kind === 'price-book') return shelvePriceBook(ports, transaction, actor, change.priceBook);
  return writePerson(ports, transaction, actor, change.person);
}

/** Of two that race, one finds the proposal open; the database refuses a publisher who proposed it. */
async function moveProposal(
  ports: Ports,
  transaction: Transaction,
  actor: Actor,
  { portalId, id }: ProposalRow,
  { state, note }: { state: Decided; note: string },
): Promise<ProposalRow> {
  const { proposals } = transaction.tables;
  const decidedAt = ports.clock.now().toISOString();
  const moved = await transaction.query
    .update(proposals)
    .set({ state, decidedBy: actor.userId, decidedAt, decisionNote: note })
    .where(and(eq(proposals.portalId, portalId), eq(proposals.id, id), eq(proposals.state, 'open')))
    .returning();
  if (!moved[0]) throw new ConflictError('already-moved', 'This proposal has moved on. Look again.');
  return moved[0];
}
