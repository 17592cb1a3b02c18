import type { Rates, Sizing } from '@dealfloor/price-book';

export type DemoDeal = {
  readonly id: string;
  readonly name: string;
  readonly comparableAccounts: number;
  readonly sizing: Sizing;
};

type Wish = {
  id: string;
  name: string;
  useCase: string;
  comparableAccounts: number;
  operations: readonly number[];
  terms: Partial<Sizing>;
};

const WISHES: readonly Wish[] = [
  {
    id: 'D-1008',
    name: 'Meridian Research',
    useCase: 'research-panel',
    comparableAccounts: 8,
    operations: [7_500, 7_500, 300],
    terms: { discount: '0.12', termMonths: 24, growthPerMonth: '0.07', price: seats(60) },
  },
  {
    id: 'D-1004',
    name: 'Kestrel Monitoring',
    useCase: 'hashtag-monitor',
    comparableAccounts: 6,
    operations: [480, 30_000, 9_600],
    terms: { discount: '0.1', price: seats(30) },
  },
  {
    id: 'D-1005',
    name: 'Tidewater Commerce',
    useCase: 'comment-sentiment',
    comparableAccounts: 3,
    operations: [1_500, 3_200, 3_200],
    terms: { discount: '0.2', price: seats(30) },
  },
  {
    id: 'D-1007',
    name: 'Pixelforge Labs',
    useCase: 'trial-then-own-key',
    comparableAccounts: 7,
    operations: [3_000, 3_000, 900],
    terms: { discount: '0.1' },
  },
];

function seats(count: number): Sizing['price'] {
  return { kind: 'seat', seats: count, pricePerSeat: '89' };
}

/** The demo company's deals that ask or asked for a sign-off, built on the book's own use cases. */
export function demoDeals(rates: Rates): DemoDeal[] {
  return WISHES.map(({ id, name, useCase, comparableAccounts, operations, terms }) => {
    const template = rates.useCases.get(useCase);
    if (!template) throw new Error(`invariant: the book has no use case ${useCase}`);
    const lines = template.sizing.lines.map((line, index) => ({
      ...line,
      operations: operations[index] ?? line.operations,
    }));
    return { id, name, comparableAccounts, sizing: { ...template.sizing, ...terms, lines } };
  });
}
