import type { Person, Role } from '@dealfloor/price-book';
import type { Database, Transaction } from '../db/database.ts';
import { listPeople, type PersonRow } from '../people/actor.ts';

/** What an approver needs to know of a request: its verdict, and who had a hand in it. */
export type Request = { readonly verdict: string; readonly makers: readonly string[] };

/** Who can decide a request: finance first, then the CFO; nobody who made the deal what it is. */
export async function approversFor(
  handle: Database | Transaction,
  portalId: string,
  request: Request,
): Promise<PersonRow[]> {
  const people = await listPeople(handle, portalId);
  return people
    .filter((person) => isDecider(person) && !request.makers.includes(person.userId))
    .sort((a, b) => rank(a) - rank(b) || (a.userId < b.userId ? -1 : 1));
}

function isDecider({ roles }: PersonRow): boolean {
  return roles.includes('finance') || roles.includes('cfo');
}

function rank({ roles }: PersonRow): number {
  return roles.includes('finance') ? 0 : 1;
}

export function asPerson({ userId, name }: { userId: string; name: string }): Person {
  return { userId, name };
}

/**
 * Which signatures are still missing after some were given. One person stands for one signature only; a CFO may sign
 * where finance is asked, and the CFO's own signature is given by nobody else.
 */
export function signaturesMissing(
  request: { readonly signatures: readonly Role[] },
  given: readonly { roles: readonly Role[] }[],
): Role[] {
  const needed = [...request.signatures];
  const take = (role: Role) => {
    const index = needed.indexOf(role);
    if (index >= 0) needed.splice(index, 1);
    return index >= 0;
  };
  for (const { roles } of given) {
    if (roles.includes('cfo')) take('cfo') || take('finance');
    else if (roles.includes('finance')) take('finance');
  }
  return needed;
}
