import type { ProposedChange } from '@dealfloor/price-book';
import type { Database, Transaction } from '../db/database.ts';
import { type Actor, findPerson } from '../people/actor.ts';
import { ForbiddenError } from '../service-error.ts';
import { mayPropose } from './who-publishes.ts';

/** Finance, the CFO and admins see what is proposed and what it starts from. */
export function requireReaderOfProposals(actor: Actor): void {
  if (!mayPropose(actor, 'person')) throw new ForbiddenError('Finance and admins see what is proposed.');
}

/** Whose work a kind of change is may propose it; their roles are read here, not before. */
export async function requireProposer(
  handle: Database | Transaction,
  { portalId, userId }: Actor,
  kind: ProposedChange['kind'],
): Promise<void> {
  const person = await findPerson(handle, portalId, userId);
  if (person && mayPropose(person, kind)) return;
  throw new ForbiddenError('Finance proposes policies and price books; admins and finance propose roles.');
}
