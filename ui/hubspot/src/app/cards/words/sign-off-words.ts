import type { Addressee, DealView, Decision, Person, SignOff, SignOffStatus } from '@dealfloor/price-book';
import type { StatusTagProps } from '@hubspot/ui-extensions';
import { showDay, showMoment } from './show-day.ts';

type Words = { readonly name: string; readonly variant: NonNullable<StatusTagProps['variant']> };

export const SIGN_OFF_WORDS: Record<SignOffStatus, Words> = {
  draft: { name: 'Draft', variant: 'default' },
  'not-required': { name: 'Not needed', variant: 'default' },
  waiting: { name: 'Waiting', variant: 'info' },
  'changes-requested': { name: 'Changes asked', variant: 'warning' },
  approved: { name: 'Approved', variant: 'success' },
  'approved-with-conditions': { name: 'Approved with conditions', variant: 'success' },
  rejected: { name: 'Rejected', variant: 'danger' },
  withdrawn: { name: 'Withdrawn', variant: 'default' },
  expired: { name: 'Expired', variant: 'warning' },
  superseded: { name: 'Superseded', variant: 'warning' },
  'second-look': { name: 'Needs a second look', variant: 'warning' },
};

/** "Mara Lindqvist", "Mara Lindqvist and Ted Marsh". */
export function namesOf(people: readonly Person[]): string {
  if (people.length === 0) return 'finance';
  return listOf(people.map((person) => person.name));
}

function listOf(names: readonly string[]): string {
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(names);
}

/** "Goes to: Mara Lindqvist (Finance). Backup: Joel Brandão." */
export function goesToSentence({ goesTo, backup }: Pick<DealView, 'goesTo' | 'backup'>): string {
  if (goesTo.length === 0) return 'Goes to: nobody can sign this yet. Ask your admin who should.';
  const asked = `Goes to: ${listOf(goesTo.map(addressee))}.`;
  return backup ? `${asked} Backup: ${backup.name}.` : asked;
}

function addressee({ name, signature, insteadOf }: Addressee): string {
  const as = signature === 'cfo' ? 'CFO' : 'Finance';
  return insteadOf ? `${name} (${as}, while ${insteadOf.name} is away)` : `${name} (${as})`;
}

/** "Joel Brandão for Mara Lindqvist". */
function deciderOf({ by, onBehalfOf }: Decision): string {
  return onBehalfOf ? `${by.name} for ${onBehalfOf.name}` : by.name;
}

/** Who has a waiting request since when, and how many of the needed approvals are given. */
export function waitingSentence(signOff: SignOff, locale: string): string {
  const given =
    signOff.approvalsNeeded > 1 ? `, ${signOff.approvalsGiven} of ${signOff.approvalsNeeded}` : '';
  return `With ${namesOf(signOff.goesTo)} since ${showMoment(signOff.requestedAt, locale)}${given}.`;
}

/** What the newest request came to, in one sentence; null while there is nothing to tell. */
export function signOffSentence({ status, signOff }: DealView, locale: string): string | null {
  if (!signOff) return null;
  if (status === 'waiting') return waitingSentence(signOff, locale);
  if (status === 'second-look')
    return `${namesOf(signOff.goesTo)} will look again. ${signOff.secondLook.join(' ')}`;
  if (status === 'withdrawn') return 'The request was withdrawn. You can send it again.';
  const decision = signOff.decisions.at(-1);
  if (!decision || !isDecided(status)) return null;
  const until = signOff.validUntil ? ` Valid until ${showDay(signOff.validUntil, locale)}.` : '';
  const note = decision.note ? ` “${decision.note}”` : '';
  return `${deciderOf(decision)}, ${showMoment(decision.at, locale)}.${note}${until}`;
}

/** What may be changed without losing an approval: "Covers: price at least $2,403.00 a month; at most 725,400 calls a month." */
export function coveredSentence({ status, signOff }: DealView): string | null {
  const isApproved = status === 'approved' || status === 'approved-with-conditions';
  const [price, calls] = signOff?.envelope ?? [];
  if (!isApproved || !price || !calls) return null;
  return `Covers changes inside: ${lowerFirst(price)}; ${lowerFirst(calls)}.`;
}

function lowerFirst(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}

/** Whether the newest decision still says where the deal stands. */
export function isDecided(status: SignOffStatus): boolean {
  return !['draft', 'not-required', 'waiting', 'withdrawn'].includes(status);
}

/** "Waiting with Mara Lindqvist, 5 h". */
export function waitingBriefly(signOff: SignOff, now: Date): string {
  const hours = Math.max(0, Math.floor((now.getTime() - Date.parse(signOff.requestedAt)) / 3_600_000));
  return `Waiting with ${namesOf(signOff.goesTo)}, ${hours} h`;
}
