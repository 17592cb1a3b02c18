import type { Role } from '@dealfloor/price-book';
import type { Database, Transaction } from '../db/database.ts';
import type { Hand } from '../delegations/stand-in.ts';
import type { Actor, PersonRow } from '../people/actor.ts';
import { canDecideAtAll } from '../people/roles.ts';
import type { Ports } from '../ports.ts';
import { ForbiddenError } from '../service-error.ts';
import { approversAmong } from './approvers.ts';
import type { SignOffRow } from './sign-off-rows.ts';
import { readSigningCase } from './signing-case.ts';
import { isOpen } from './transitions.ts';
import { missingOf, rightToSign, type SigningCase } from './who-signs.ts';

/** Why this person cannot decide this request now, in a sentence; null when they can. */
export async function whyNotDecide(
  ports: Pick<Ports, 'clock'>,
  handle: Database | Transaction,
  actor: Pick<Actor, 'userId'>,
  request: SignOffRow,
): Promise<string | null> {
  const standing = await readStanding(ports, handle, actor, request);
  return 'whyNot' in standing ? standing.whyNot : null;
}

/**
 * Refuses a decision in the transaction that would take it, or says for whom it is taken: null for the decider alone.
 * Roles, makers and delegations are read there, not before.
 */
export async function refuseDecider(
  ports: Pick<Ports, 'clock'>,
  transaction: Transaction,
  actor: Actor,
  request: SignOffRow,
): Promise<string | null> {
  const standing = await readStanding(ports, transaction, actor, request);
  if ('whyNot' in standing) throw new ForbiddenError(standing.whyNot, 'cannot-decide');
  return standing.onBehalfOf?.userId ?? null;
}

type Standing = { readonly whyNot: string } | { readonly onBehalfOf: PersonRow | null };

async function readStanding(
  ports: Pick<Ports, 'clock'>,
  handle: Database | Transaction,
  { userId }: Pick<Actor, 'userId'>,
  request: SignOffRow,
): Promise<Standing> {
  const signing = await readSigningCase(ports, handle, request);
  const person = signing.people.find((one) => one.userId === userId);
  if (!person || !canDecideAtAll(person)) return { whyNot: 'Only finance and the CFO decide.' };
  if (!isOpen(request)) return { whyNot: 'This request is closed.' };
  if (signing.makers.includes(userId)) return { whyNot: ownRequestSentence(signing, person, request) };
  return rightToSign(signing, person) ?? { whyNot: signedSentence(signing, person) };
}

function ownRequestSentence(
  { people, makers }: SigningCase<PersonRow>,
  { userId }: Hand,
  { requestedBy }: SignOffRow,
): string {
  const [other] = approversAmong(people, makers);
  const asked = requestedBy === userId ? 'You asked for this.' : 'You worked on this deal.';
  return other ? `${asked} ${other.name} can decide.` : `${asked} Nobody else can decide yet.`;
}

function signedSentence(signing: SigningCase<PersonRow>, { userId }: Hand): string {
  const theirs = signing.given.find(({ onBehalfOf }) => onBehalfOf === userId);
  const delegate = signing.people.find((person) => person.userId === theirs?.decidedBy);
  if (delegate) return `${delegate.name} has signed for you. A second person must sign too.`;
  const isCfoLeft = missingOf(signing).every((signature: Role) => signature === 'cfo');
  const hasSigned = signing.given.some(({ decidedBy }) => decidedBy === userId);
  if (hasSigned || !isCfoLeft) return 'You have signed. A second person must sign too.';
  return 'Finance has signed. The CFO signs next.';
}
