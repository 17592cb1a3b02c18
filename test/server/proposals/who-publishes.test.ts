import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSamePerson, whyNotPublish, withTwins } from '../../../server/proposals/who-publishes.ts';

const ROLES = ['ae', 'manager', 'finance', 'cfo', 'csm', 'admin'] as const;
const email = fc
  .tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.boolean())
  .map(([name, isLoud]) => (isLoud ? `${name}@ACME.example`.toUpperCase() : `${name}@acme.example`));
const person = fc.record({
  userId: fc.constantFrom('1', '2', '3', '4', '5', '6'),
  email,
  roles: fc.uniqueArray(fc.constantFrom(...ROLES), { maxLength: 3 }),
});
const kind = fc.constantFrom('policy' as const, 'price-book' as const, 'person' as const);

describe('who publishes a proposal', () => {
  it('nobody publishes their own or what is about them, over any chain of accounts and addresses', () => {
    fc.assert(
      fc.property(
        kind,
        person,
        person,
        fc.option(person, { nil: undefined }),
        fc.array(person, { maxLength: 6 }),
        (what, proposer, checker, subject, others) => {
          const subjects = what === 'person' && subject ? [subject] : [];
          const people = [proposer, checker, ...others];
          const answer = whyNotPublish(checker, { kind: what, proposer, subjects, people });
          const reachable = [proposer, ...subjects].some((hand) => isReachable(hand, checker, people));
          const isTheirWork = checker.roles.some((role) => MAY[what]?.includes(role));
          expect(answer === null).toBe(isTheirWork && !reachable);
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it('one address under two ids is one person, and so is one id under two addresses', () => {
    const first = { userId: '1', email: 'Mara@acme.example' };
    const second = { userId: '2', email: 'mara@ACME.example' };
    const third = { userId: '2', email: 'other@acme.example' };
    expect(isSamePerson(first, second)).toBe(true);
    expect(isSamePerson(first, third)).toBe(false);
    expect(withTwins([first], [third, second])).toHaveLength(3);
  });
});

const MAY: Record<string, readonly string[]> = {
  policy: ['finance', 'cfo'],
  'price-book': ['finance', 'cfo'],
  person: ['admin', 'finance', 'cfo'],
};

type Who = { userId: string; email: string };

/** A walk by hand over everybody who shares an id or an address. */
function isReachable(from: Who, to: Who, people: readonly Who[]): boolean {
  const seen = new Set<Who>();
  const waiting = [from];
  for (let who = waiting.pop(); who; who = waiting.pop()) {
    if (seen.has(who)) continue;
    seen.add(who);
    const { userId, email: address } = who;
    const touches = (other: Who) =>
      other.userId === userId || other.email.toUpperCase() === address.toUpperCase();
    if (touches(to)) return true;
    waiting.push(...people.filter(touches));
  }
  return false;
}
