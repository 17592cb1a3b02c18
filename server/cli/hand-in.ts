import type { ProposedChange } from '@dealfloor/price-book';
import { type Actor, findPerson, systemActor } from '../people/actor.ts';
import { savePerson } from '../people/save-person.ts';
import type { Ports } from '../ports.ts';
import { importPolicy, importPriceBook } from '../price-books/import-price-book.ts';
import { isFounding } from '../proposals/is-founding.ts';
import { propose } from '../proposals/propose.ts';
import { CommandError } from './command-error.ts';

/** What became of a change of master data: done, because the portal is being founded, or proposed. */
export type HandedIn = { readonly result: 'done' } | { readonly result: 'proposed'; readonly id: string };

type By = { readonly as?: string | undefined; readonly note?: string | undefined };

/** Makes a change while its portal is founded, and proposes it ever after. */
export async function handIn(
  ports: Ports,
  portalId: string,
  change: ProposedChange,
  { as, note }: By,
): Promise<HandedIn> {
  if (await isFounding(ports, portalId, change.kind)) {
    await makeAtOnce(ports, systemActor(portalId, 'cli'), change);
    return { result: 'done' };
  }
  if (as === undefined) {
    const message = 'Others can publish now, so this must be proposed: say --as USER and --note "…".';
    throw new CommandError('usage', message);
  }
  if (note === undefined || note.trim().length < 10) {
    throw new CommandError('usage', 'Say in --note why, in at least 10 characters.');
  }
  const actor = await actorAs(ports, portalId, as);
  const { id } = await propose(ports, actor, { idempotencyKey: ports.ids.next(), note: note.trim(), change });
  return { result: 'proposed', id };
}

/** A person of the portal who acts from the command line; the audit says that it was there. */
export async function actorAs(ports: Ports, portalId: string, userId: string): Promise<Actor> {
  const person = await findPerson(ports.database, portalId, userId);
  if (!person) throw new CommandError('usage', `Nobody in portal ${portalId} has the user id ${userId}.`);
  return { portalId, userId, name: person.name, roles: person.roles, via: 'cli' };
}

function makeAtOnce(ports: Ports, actor: Actor, change: ProposedChange): Promise<void> {
  if (change.kind === 'policy') return importPolicy(ports, actor, change.policy);
  if (change.kind === 'price-book') return importPriceBook(ports, actor, change.priceBook);
  return savePerson(ports, actor, change.person);
}
