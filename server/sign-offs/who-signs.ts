import type { Role } from '@dealfloor/price-book';
import { type Absence, type Hand, isAway, isSamePerson, standInFor } from '../delegations/stand-in.ts';
import { canDecideAtAll } from '../people/roles.ts';
import { approversAmong, signaturesMissing } from './approvers.ts';

/** Everything that says who may sign a request now. */
export type SigningCase<Person extends Hand> = {
  readonly people: readonly Person[];
  readonly absences: readonly Absence[];
  /** The user ids of all who made the deal what it is, with every other account of theirs. */
  readonly makers: readonly string[];
  readonly verdict: string;
  readonly signatures: readonly Role[];
  readonly given: readonly GivenSignature[];
};

/** A signature that was given: by whom, and for whom when a delegate gave it. */
export type GivenSignature = { readonly decidedBy: string; readonly onBehalfOf: string | null };

/** Somebody who is asked for a signature; `insteadOf` is away and has handed it to them. */
export type Asked<Person> = {
  readonly person: Person;
  readonly signature: Role;
  readonly insteadOf: Person | null;
};

/**
 * Which signatures are missing. Each stands on the right of its giver, or of whom the giver stood in for, and counts
 * for nothing once that right is gone.
 */
export function missingOf<Person extends Hand>({ people, signatures, given }: SigningCase<Person>): Role[] {
  const rights = given.map(({ decidedBy, onBehalfOf }) => onBehalfOf ?? decidedBy);
  const signers = rights.flatMap((right) => people.find(({ userId }) => userId === right) ?? []);
  return signaturesMissing({ signatures }, signers);
}

/** Who is asked for each missing signature: the first who can give it, or whoever stands in while they are away. */
export function whoIsAsked<Person extends Hand>(signing: SigningCase<Person>): Asked<Person>[] {
  const taken = signersOf(signing);
  const missing = missingOf(signing);
  const asked: Asked<Person>[] = [];
  for (const signature of missing.toSorted(byScarcity)) {
    const next = askFor(signature, signing, taken);
    if (!next) continue;
    asked.push(next);
    taken.push(next.person, ...(next.insteadOf ? [next.insteadOf] : []));
  }
  return asked.toSorted((a, b) => missing.indexOf(a.signature) - missing.indexOf(b.signature));
}

/** Who is asked too when those who were asked do not answer in time. */
export function backupOf<Person extends Hand>(signing: SigningCase<Person>): Person | null {
  const asked = whoIsAsked(signing);
  const taken = [...signersOf(signing), ...asked.map(({ person }) => person)];
  const backups = approversAmong(signing.people, signing.makers).filter(
    (person) =>
      !isAway(person, signing.absences) &&
      !isOneOf(taken, person) &&
      missingOf(signing).some((signature) => canGive(person, signature)),
  );
  return backups[0] ?? null;
}

/** With whose right this person can decide now: their own, or that of one who is away; null when with none. */
export function rightToSign<Person extends Hand>(
  signing: SigningCase<Person>,
  person: Person,
): { readonly onBehalfOf: Person | null } | null {
  const taken = signersOf(signing);
  if (!mayDecide(signing, person) || isOneOf(taken, person)) return null;
  const asked = whoIsAsked(signing).find((one) => one.person.userId === person.userId);
  if (asked) return { onBehalfOf: asked.insteadOf };
  const missing = missingOf(signing);
  if (missing.some((signature) => canGive(person, signature))) return { onBehalfOf: null };
  const absent = approversAmong(signing.people, signing.makers).find(
    (giver) =>
      !isOneOf(taken, giver) &&
      missing.some((signature) => canGive(giver, signature)) &&
      standIn(signing, giver)?.userId === person.userId,
  );
  return absent ? { onBehalfOf: absent } : null;
}

function askFor<Person extends Hand>(
  signature: Role,
  signing: SigningCase<Person>,
  taken: readonly Person[],
): Asked<Person> | null {
  const candidates = approversAmong(signing.people, signing.makers).filter(
    (person) => canGive(person, signature) && !isOneOf(taken, person),
  );
  for (const person of candidates) {
    if (!isAway(person, signing.absences)) return { person, signature, insteadOf: null };
    const other = standIn(signing, person);
    if (other && !isOneOf(taken, other)) return { person: other, signature, insteadOf: person };
  }
  // Everybody is away and nobody stands in: it waits with the first of them rather than with no one.
  return candidates[0] ? { person: candidates[0], signature, insteadOf: null } : null;
}

/** A delegation reaches nobody who may not decide this request themselves. */
function standIn<Person extends Hand>(signing: SigningCase<Person>, absent: Person): Person | null {
  return standInFor(
    absent,
    signing,
    ({ absence, to }) => mayDecide(signing, to) && (signing.verdict !== 'loss' || absence.mayDecideLoss),
  );
}

function mayDecide({ makers }: { makers: readonly string[] }, person: Hand): boolean {
  return canDecideAtAll(person) && !makers.includes(person.userId);
}

function canGive({ roles }: Hand, signature: Role): boolean {
  return roles.includes(signature) || (signature === 'finance' && roles.includes('cfo'));
}

/** The CFO's signature is looked for first: fewer people can give it. */
function byScarcity(a: Role, b: Role): number {
  return Number(b === 'cfo') - Number(a === 'cfo');
}

/** All who stand behind a signature already: one person never stands for two. */
function signersOf<Person extends Hand>({ people, given }: SigningCase<Person>): Person[] {
  const ids = given.flatMap(({ decidedBy, onBehalfOf }) => [decidedBy, onBehalfOf]);
  return people.filter(({ userId }) => ids.includes(userId));
}

function isOneOf(hands: readonly Hand[], person: Hand): boolean {
  return hands.some((hand) => isSamePerson(hand, person));
}
