import { isDeepStrictEqual } from 'node:util';
import type { PersonRecord } from '@dealfloor/price-book';
import { findPerson } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { handIn } from './hand-in.ts';

/** What giving a person their roles did. */
export type GivenRoles = { readonly result: 'added' | 'changed' | 'unchanged' } | Proposed;
type Proposed = { readonly result: 'proposed'; readonly id: string };

type By = { readonly as?: string | undefined; readonly note?: string | undefined };

/** Gives a person their roles from the command line, or proposes them once two people can publish each other's. */
export async function giveRoles(
  ports: Ports,
  portalId: string,
  person: PersonRecord,
  by: By = {},
): Promise<GivenRoles> {
  const known = await findPerson(ports.database, portalId, person.userId);
  if (known && isDeepStrictEqual({ ...known }, { portalId, ...person })) return { result: 'unchanged' };
  const handed = await handIn(ports, portalId, { kind: 'person', person }, by);
  if (handed.result === 'proposed') return handed;
  return { result: known ? 'changed' : 'added' };
}
