import type { Role } from '@dealfloor/price-book';
import type { Database, Transaction } from '../db/database.ts';
import type { Hand } from '../delegations/stand-in.ts';
import { listPeople, type PersonRow } from '../people/actor.ts';
import { canDecideAtAll } from '../people/roles.ts';

/** Everybody who can decide a request by a right of their own, away or not: finance first, then the CFO. */
export async function approversFor(
  handle: Database | Transaction,
  portalId: string,
  { makers }: { readonly makers: readonly string[] },
): Promise<PersonRow[]> {
  return approversAmong(await listPeople(handle, portalId), makers);
}

/** Those of some people who can decide: nobody who made the deal what it is. */
export function approversAmong<Candidate extends Hand>(
  people: readonly Candidate[],
  makers: readonly string[],
): Candidate[] {
  return people
    .filter((person) => canDecideAtAll(person) && !makers.includes(person.userId))
    .toSorted((a, b) => rank(a) - rank(b) || (a.userId < b.userId ? -1 : 1));
}

function rank({ roles }: { readonly roles: readonly Role[] }): number {
  return roles.includes('finance') ? 0 : 1;
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
