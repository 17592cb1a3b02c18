import type { Addressee, Person } from '@dealfloor/price-book';
import type { PersonRow } from '../people/actor.ts';
import { backupOf, type SigningCase, whoIsAsked } from './who-signs.ts';

/** Who is asked for each missing signature and who is asked too when they do not answer, as screens name them. */
export function askedOf(signing: SigningCase<PersonRow>): { goesTo: Addressee[]; backup: Person | null } {
  const backup = backupOf(signing);
  return {
    goesTo: whoIsAsked(signing).map(({ person, signature, insteadOf }) => ({
      ...asPerson(person),
      signature,
      insteadOf: insteadOf && asPerson(insteadOf),
    })),
    backup: backup && asPerson(backup),
  };
}

function asPerson({ userId, name }: PersonRow): Person {
  return { userId, name };
}
