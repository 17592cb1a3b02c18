import type { ProposedChange } from '@dealfloor/price-book';
import { dayOf } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { listPeople } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { bookInForce } from '../price-books/book-in-force.ts';
import { readLiveTerms } from '../price-books/live-terms.ts';
import { mayPropose } from './who-publishes.ts';

/**
 * Whether a portal is still being founded, so that nobody could publish a change: its first price book and policy, and
 * its people until two of them, under two addresses, can propose and publish.
 */
export async function isFounding(
  ports: Pick<Ports, 'clock'> & { readonly database: Database },
  portalId: string,
  kind: ProposedChange['kind'],
): Promise<boolean> {
  const { database, clock } = ports;
  if (kind === 'price-book') return (await bookInForce(database, portalId, dayOf(clock.now()))) === null;
  if (kind === 'policy') return (await readLiveTerms(ports, database, portalId)) === null;
  const people = await listPeople(database, portalId);
  const addresses = people
    .filter((person) => mayPropose(person, 'person'))
    .map(({ email }) => email.toLowerCase());
  return new Set(addresses).size < 2;
}
