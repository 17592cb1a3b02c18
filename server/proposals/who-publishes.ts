import type { ProposedChange, Role } from '@dealfloor/price-book';

/** Somebody by the two things that tell people apart: two accounts with one address are one person. */
export type Identity = { readonly userId: string; readonly email: string };

type Kind = ProposedChange['kind'];

const PROPOSERS: Record<Kind, readonly Role[]> = {
  policy: ['finance', 'cfo'],
  'price-book': ['finance', 'cfo'],
  person: ['admin', 'finance', 'cfo'],
};

/** Whose work a kind of proposal is: they propose it, and another one of them publishes it. */
export function mayPropose({ roles }: { readonly roles: readonly Role[] }, kind: Kind): boolean {
  return roles.some((role) => PROPOSERS[kind].includes(role));
}

export function isSamePerson(a: Identity, b: Identity): boolean {
  return a.userId === b.userId || a.email.toLowerCase() === b.email.toLowerCase();
}

/** Everybody who is the same person as one of these, over any chain of shared ids and addresses. */
export function withTwins(hands: readonly Identity[], people: readonly Identity[]): Identity[] {
  const found = [...hands];
  const left = new Set(people);
  for (let added = true; added; ) {
    added = false;
    for (const person of left) {
      if (!found.some((known) => isSamePerson(known, person))) continue;
      found.push(person);
      left.delete(person);
      added = true;
    }
  }
  return found;
}

type Publishing = {
  readonly kind: Kind;
  readonly proposer: Identity;
  /** Whose record it is, as it stands and as it is proposed; empty unless it is about a person. */
  readonly subjects: readonly Identity[];
  readonly people: readonly Identity[];
};

/** Why somebody cannot publish a proposal, in a sentence; null when they can. */
export function whyNotPublish(
  checker: Identity & { readonly roles: readonly Role[] },
  { kind, proposer, subjects, people }: Publishing,
): string | null {
  if (!mayPropose(checker, kind)) {
    const whose = kind === 'person' ? 'an admin, finance or the CFO' : 'finance or the CFO';
    return `Only ${whose} can publish this.`;
  }
  const isOneOf = (hands: readonly Identity[]) =>
    withTwins(hands, people).some((hand) => isSamePerson(hand, checker));
  if (isOneOf([proposer])) return 'You proposed this. Another person must publish it.';
  return isOneOf(subjects) ? 'This is about you. Another person must publish it.' : null;
}
