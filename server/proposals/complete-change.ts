import type { ChangeInput, ProposedChange } from '@dealfloor/price-book';
import type { Database, Transaction } from '../db/database.ts';
import { findPerson } from '../people/actor.ts';
import { UnprocessableError } from '../service-error.ts';

/** The whole record that is proposed: a person who is known keeps their address when none is sent. */
export async function completeChange(
  handle: Database | Transaction,
  portalId: string,
  change: ChangeInput,
): Promise<ProposedChange> {
  if (change.kind !== 'person') return change;
  const { person } = change;
  const email = person.email ?? (await findPerson(handle, portalId, person.userId))?.email;
  if (email === undefined) {
    const message = 'Write an e-mail address: nobody with this user id is known.';
    throw new UnprocessableError('invalid', message, [{ path: 'change.person.email', message }]);
  }
  return { kind: 'person', person: { ...person, email } };
}
