import type { Proposal, ProposalInput, ProposedChange } from '@dealfloor/price-book';
import { appendEntry } from '../audit/append-entry.ts';
import { contentHash } from '../audit/canonical-json.ts';
import type { Transaction } from '../db/database.ts';
import { once } from '../idempotency/once.ts';
import { notify } from '../notices/notify.ts';
import type { Actor } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { baseOf } from './base-of.ts';
import { checkChange } from './check-change.ts';
import { completeChange } from './complete-change.ts';
import { type ProposalRow, titleOf } from './proposal-rows.ts';
import { proposalView } from './proposal-view.ts';
import { publishersOf } from './publishing.ts';
import { requireProposer } from './require-proposer.ts';

/** Proposes a new policy, price book or a person's roles; nothing changes until another person publishes it. */
export async function propose(ports: Ports, actor: Actor, input: ProposalInput): Promise<Proposal> {
  const { idempotencyKey: key, ...body } = input;
  const { note } = body;
  return once(ports, actor, { key, action: 'propose', body, status: 201 }, async (transaction) => {
    const { portalId } = actor;
    await requireProposer(transaction, actor, body.change.kind);
    const change = await completeChange(transaction, portalId, body.change);
    await checkChange(ports, transaction, portalId, change);
    const base = await baseOf(ports, transaction, portalId, change);
    const at = ports.clock.now();
    const row: ProposalRow = {
      portalId,
      id: ports.ids.next(),
      kind: change.kind,
      body: { base, change },
      bodyHash: contentHash(change),
      note,
      proposedBy: actor.userId,
      proposedAt: at.toISOString(),
      state: 'open',
      decidedBy: null,
      decidedAt: null,
      decisionNote: null,
    };
    await transaction.query.insert(transaction.tables.proposals).values(row);
    const { id: proposalId, bodyHash } = row;
    const record = { proposalId, title: titleOf(change), bodyHash, note, change };
    await appendEntry(transaction, actor, { action: `${change.kind}-proposed`, dealId: null, at, record });
    await tellPublishers(ports, transaction, actor, { change, note });
    return proposalView(row, () => actor.name);
  });
}

async function tellPublishers(
  ports: Ports,
  transaction: Transaction,
  actor: Actor,
  { change, note }: { change: ProposedChange; note: string },
): Promise<void> {
  const { portalId, userId } = actor;
  const publishers = await publishersOf(transaction, portalId, userId, change);
  await notify(ports, transaction, {
    portalId,
    to: publishers.map((person) => person.userId),
    kind: 'proposal',
    dealId: null,
    signOffId: null,
    content: { what: titleOf(change), by: actor.name, note },
  });
}
