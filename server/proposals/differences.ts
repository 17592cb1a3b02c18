import type { PriceBook, ProposalDifference, ProposedChange } from '@dealfloor/price-book';
import { findPerson } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { comparePriceBooks } from '../price-books/compare-price-books.ts';
import { readLiveTerms } from '../price-books/live-terms.ts';
import { policyLines } from './describe-policy.ts';

type Line = readonly [what: string, value: string];

/** What a proposal changes of what is in force now, in words. */
export async function differencesOf(
  ports: Ports,
  portalId: string,
  change: ProposedChange,
): Promise<ProposalDifference[]> {
  const { database } = ports;
  if (change.kind === 'person') {
    const known = await findPerson(database, portalId, change.person.userId);
    return compareLines(known ? personLines(known) : [], personLines(change.person));
  }
  const live = await readLiveTerms(ports, database, portalId);
  if (change.kind === 'policy') {
    return compareLines(live ? policyLines(live.policy) : [], policyLines(change.policy));
  }
  return live ? bookDifferences(live.rates.book, change.priceBook) : [];
}

type Described = { name: string; email: string; ownerId: string | null; roles: readonly string[] };

function personLines({ name, email, ownerId, roles }: Described): Line[] {
  return [
    ['Name', name],
    ['E-mail', email],
    ['HubSpot owner', ownerId ?? 'none'],
    ['Roles', roles.toSorted().join(', ') || 'none'],
  ];
}

function bookDifferences(before: PriceBook, after: PriceBook): ProposalDifference[] {
  return comparePriceBooks(before, after).map(({ part, id, field, before: was, after: is }) => ({
    what: [part, id, field].filter(Boolean).join(' '),
    before: was,
    after: is,
  }));
}

/** Lines by their names; two of one name stand in order. */
function compareLines(before: readonly Line[], after: readonly Line[]): ProposalDifference[] {
  const [old, fresh] = [numbered(before), numbered(after)];
  const names = new Set([...old.keys(), ...fresh.keys()]);
  return [...names]
    .map((name) => ({ name, was: old.get(name), is: fresh.get(name) }))
    .filter(({ was, is }) => was?.[1] !== is?.[1])
    .map(({ was, is }) => ({
      what: (is ?? was)?.[0] ?? '',
      before: was?.[1] ?? null,
      after: is?.[1] ?? null,
    }));
}

function numbered(lines: readonly Line[]): Map<string, Line> {
  const seen = new Map<string, number>();
  return new Map(
    lines.map((line) => {
      const count = (seen.get(line[0]) ?? 0) + 1;
      seen.set(line[0], count);
      return [`${line[0]}\n${count}`, line];
    }),
  );
}
