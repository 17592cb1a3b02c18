import type { Proposal, ProposalPreview, ProposalView } from '@dealfloor/price-book';
import { type Actor, listPeople } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { NotFoundError } from '../service-error.ts';
import { baseOf } from './base-of.ts';
import { effectsOf } from './effects-of.ts';
import { bodyOf, findProposal, proposalsOf } from './proposal-rows.ts';
import { proposalView } from './proposal-view.ts';
import { whyActorCannotPublish } from './publishing.ts';
import { requireReaderOfProposals } from './require-proposer.ts';
import { mayPropose } from './who-publishes.ts';

/** What was proposed in a portal, newest first; admins see what is about people, finance sees all. */
export async function listProposals(ports: Ports, actor: Actor): Promise<Proposal[]> {
  requireReaderOfProposals(actor);
  const { database } = ports;
  const rows = await proposalsOf(database, actor.portalId);
  const nameOf = await namesOf(ports, actor.portalId);
  return rows.filter(({ kind }) => mayPropose(actor, kind)).map((row) => proposalView(row, nameOf));
}

const NONE: ProposalPreview = { differences: [], deals: null, publishers: [] };

/** One proposal with what it changes, and who may do what with it. */
export async function readProposal(ports: Ports, actor: Actor, id: string): Promise<ProposalView> {
  requireReaderOfProposals(actor);
  const { database } = ports;
  const { portalId, userId } = actor;
  const row = await findProposal(database, portalId, id);
  if (!row || !mayPropose(actor, row.kind)) throw new NotFoundError();
  const { change, base } = bodyOf(row);
  const isOpen = row.state === 'open';
  const isStale = isOpen && (await baseOf(ports, database, portalId, change)) !== base;
  const whyNot = isStale
    ? 'Something else was published since. Propose it again.'
    : await whyActorCannotPublish(database, actor, row);
  const effects = isOpen ? await effectsOf(ports, row, change) : NONE;
  return {
    ...effects,
    proposal: proposalView(row, await namesOf(ports, portalId)),
    publishers: isStale ? [] : effects.publishers,
    whyNotPublish: isOpen ? whyNot : `This was ${row.state}.`,
    mayRefuse: isOpen && row.proposedBy !== userId,
    mayWithdraw: isOpen && row.proposedBy === userId,
  };
}

async function namesOf({ database }: Ports, portalId: string) {
  const people = await listPeople(database, portalId);
  return (userId: string) => people.find((person) => person.userId === userId)?.name ?? userId;
}
