import { isDeepStrictEqual } from 'node:util';
import { findPerson, systemActor } from '../people/actor.ts';
import { type PersonInput, savePerson } from '../people/save-person.ts';
import type { Ports } from '../ports.ts';

/** What giving a person their roles did. */
export type GivenRoles = 'added' | 'changed' | 'unchanged';

/** Gives a person their roles from the command line; who is there with the same roles already is left alone. */
export async function giveRoles(ports: Ports, portalId: string, person: PersonInput): Promise<GivenRoles> {
  const known = await findPerson(ports.database, portalId, person.userId);
  if (known && isDeepStrictEqual({ ...known }, { portalId, ...person, roles: [...person.roles] }))
    return 'unchanged';
  await savePerson(ports, systemActor(portalId, 'cli'), person);
  return known ? 'changed' : 'added';
}
