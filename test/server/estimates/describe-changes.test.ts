import { RevenueModel, type Sizing } from '@dealfloor/price-book';
import { expect, test } from 'vitest';
import { DEMO_DEALS, KESTREL } from '../../../server/demo/demo-deals.ts';
import { changeSentence, describeChanges } from '../../../server/estimates/describe-changes.ts';

const { sizing } = KESTREL;

function changed(change: Partial<Sizing>): string {
  return changeSentence(describeChanges(sizing, { ...sizing, ...change }));
}

test.each(DEMO_DEALS.map((deal) => [deal.company, deal.sizing] as const))(
  '%s differs from itself in nothing, and from any other deal in something',
  (_company, own) => {
    expect(describeChanges(own, structuredClone(own))).toEqual([]);
    for (const other of DEMO_DEALS) {
      if (other.sizing !== own) expect(describeChanges(own, other.sizing)).not.toEqual([]);
    }
  },
);

test('going back tells the same fields the other way round', () => {
  for (const other of DEMO_DEALS) {
    const there = describeChanges(sizing, other.sizing);
    const back = describeChanges(other.sizing, sizing);
    const turned = back.map(({ field, before, after }) => ({ field, before: after, after: before }));
    const byField = (a: { field: string }, b: { field: string }) => (a.field < b.field ? -1 : 1);
    expect(turned.toSorted(byField)).toEqual(there.toSorted(byField));
  }
});

test.each<[Partial<Sizing>, string]>([
  [{ discount: '0.125' }, 'discount 10% → 12.5%'],
  [{ discount: '0' }, 'discount 10% → 0%'],
  [{ discount: '1' }, 'discount 10% → 100%'],
  [{ growthPerMonth: '-0.05' }, 'growth 2% a month → -5% a month'],
  [{ growthPerMonth: '0.005' }, 'growth 2% a month → 0.5% a month'],
  [{ price: null }, 'seats 30 → –, price per seat 89 → –, price – → not known'],
  [{ minimumPerMonth: '420' }, 'minimum none → 420'],
  [{ ramp: ['0.5', '1'] }, 'price ramp none → 0.5, 1'],
  [{ oneOffFee: '5000' }, 'one-off fee 0 → 5000'],
  [{ daysUsedPerMonth: 22 }, 'days used 30 a month → 22 a month'],
  [{ trackedProfiles: 500 }, 'tracked profiles 0 → 500'],
  [{ useCase: null }, 'use case hashtag-monitor → none'],
  [{ currency: 'EUR' }, 'currency USD → EUR'],
  [
    { keyMode: 'hybrid', trial: { days: 14, capCallsPerDay: 5_000 } },
    'key shared → hybrid, trial none → 14 days, 5,000 calls a day',
  ],
])('%j reads "%s"', (change, sentence) => {
  expect(changed(change)).toBe(sentence);
});

const MODELS: RevenueModel[] = [
  { kind: 'seat', seats: 30, pricePerSeat: '99' },
  {
    kind: 'seat-with-overage',
    seats: 30,
    pricePerSeat: '89',
    includedCallsPerSeat: 10_000,
    overagePer1000: '4',
    charge: 'pro-rata',
  },
  {
    kind: 'usage',
    unit: 'call',
    tierMode: 'graduated',
    tiersPer1000: [
      { upTo: 1_000_000, price: '1.5' },
      { upTo: null, price: '1' },
    ],
    charge: 'package',
  },
  { kind: 'platform-fee', feePerMonth: '799' },
  { kind: 'free' },
];

test.each(MODELS.map((price) => [price.kind, price] as const))(
  'another way to pay (%s) is told',
  (_kind, price) => {
    expect(RevenueModel.safeParse(price).error).toBeUndefined();
    const sentence = changed({ price });
    expect(sentence).not.toBe('');
    expect(sentence).not.toMatch(/undefined|null|\[object|NaN/);
  },
);

test('many changes are told by the first four and a count', () => {
  const [northwind] = DEMO_DEALS;
  const changes = describeChanges(sizing, northwind?.sizing ?? sizing);
  expect(changes.length).toBeGreaterThan(5);
  expect(changeSentence(changes)).toMatch(new RegExp(`, ${changes.length - 4} more$`));
});

test('a second line of the same endpoint is told apart from the first', () => {
  const [line] = sizing.lines;
  if (!line) throw new Error('Kestrel has lines');
  const twice = { lines: [...sizing.lines, { ...line, operations: null }] };
  expect(changed(twice)).toBe('/challenge-posts/ (2) – → not known, 1 page');
});
