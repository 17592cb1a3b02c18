import type { Lever, RevenueModel, Sizing } from '@dealfloor/price-book';
import fc from 'fast-check';
import { SEED_BOOK, sizingWith } from './worlds.ts';

/** Decimal text with a given number of digits before and after the point. */
export function decimalText(before: number, after: number): fc.Arbitrary<string> {
  return fc
    .tuple(fc.nat({ max: 10 ** before - 1 }), fc.integer({ min: 0, max: after }), fc.nat())
    .map(([whole, digits, fraction]) =>
      digits === 0 ? `${whole}` : `${whole}.${(fraction % 10 ** digits).toString().padStart(digits, '0')}`,
    );
}

/** A share from 0 to 1 as text, in thousandths. */
export const share: fc.Arbitrary<string> = fc
  .integer({ min: 0, max: 1_000 })
  .map((thousandths) => (thousandths === 1_000 ? '1' : `0.${thousandths.toString().padStart(3, '0')}`));

/** A growth per month from -0.5 to 1 as text, in hundredths. */
export const growth: fc.Arbitrary<string> = fc.integer({ min: -50, max: 100 }).map((hundredths) => {
  const size = Math.abs(hundredths);
  const text = size === 100 ? '1' : `0.${size.toString().padStart(2, '0')}`;
  return hundredths < 0 ? `-${text}` : text;
});

const ENDPOINTS = SEED_BOOK.endpoints.map((endpoint) => endpoint.id);
export const endpoint = fc.constantFrom(...ENDPOINTS);

/** Levers that can only save calls. */
export const savingLever: fc.Arbitrary<Lever> = fc.oneof(
  share.map((amount): Lever => ({ kind: 'dedupe', share: amount })),
  share.map((amount): Lever => ({ kind: 'drop-unread', share: amount })),
  share.map((amount): Lever => ({ kind: 'cadence-tier', keptShare: amount })),
  fc.integer({ min: 1, max: 30 }).map((pages): Lever => ({ kind: 'sampling-cap', pagesAtMost: pages })),
  fc.constant<Lever>({ kind: 'off-peak' }),
);

/** Any lever, also those that cost more than they save. */
export const lever: fc.Arbitrary<Lever> = fc.oneof(
  savingLever,
  share.map((hitShare): Lever => ({ kind: 'cache', hitShare, ttlMinutes: 10 })),
  fc
    .record({ share, listEndpoint: fc.option(endpoint), itemsPerListCall: fc.integer({ min: 1, max: 50 }) })
    .map((inner): Lever => ({ kind: 'list-instead-of-detail', ...inner })),
  fc
    .record({ changedShare: share, probeCalls: fc.integer({ min: 0, max: 3 }) })
    .map((inner): Lever => ({ kind: 'delta-polling', ...inner })),
  fc
    .record({ probeEndpoint: endpoint, goneShare: share })
    .map((inner): Lever => ({ kind: 'existence-probe', ...inner })),
  fc.constantFrom('0.2', '0.5', '1').map((openedShare): Lever => ({ kind: 'pre-warm', openedShare })),
);

export function lineWith(levers: fc.Arbitrary<Lever>): fc.Arbitrary<Sizing['lines'][number]> {
  return fc.record({
    endpoint,
    operations: fc.oneof(fc.integer({ min: 1, max: 50_000 }), fc.integer({ min: 1, max: 10 ** 12 })),
    per: fc.constantFrom('day' as const, 'month' as const),
    pages: fc.integer({ min: 1, max: 60 }),
    levers: fc.array(levers, { maxLength: 4 }),
  });
}

const tiers = fc
  .uniqueArray(fc.integer({ min: 1, max: 2_000_000 }), { maxLength: 3 })
  .chain((ends) =>
    fc
      .array(decimalText(3, 4), { minLength: ends.length + 1, maxLength: ends.length + 1 })
      .map((prices) =>
        prices.map((price, index) => ({ upTo: ends.sort((a, b) => a - b)[index] ?? null, price })),
      ),
  );

/** Any revenue model. */
export const revenueModel: fc.Arbitrary<RevenueModel> = fc.oneof(
  fc.record({
    kind: fc.constant('seat' as const),
    seats: fc.integer({ min: 0, max: 500 }),
    pricePerSeat: decimalText(3, 2),
  }),
  fc.record({
    kind: fc.constant('seat-with-overage' as const),
    seats: fc.integer({ min: 0, max: 500 }),
    pricePerSeat: decimalText(3, 2),
    includedCallsPerSeat: fc.integer({ min: 0, max: 30_000 }),
    overagePer1000: decimalText(2, 3),
    charge: fc.constantFrom('pro-rata' as const, 'package' as const),
  }),
  fc
    .record({
      unit: fc.constantFrom('call' as const, 'credit' as const, 'tracked-profile' as const),
      tierMode: fc.constantFrom('graduated' as const, 'volume' as const),
      tiersPer1000: tiers,
      charge: fc.constantFrom('pro-rata' as const, 'package' as const),
    })
    .map((inner): RevenueModel => ({ kind: 'usage', ...inner })),
  fc.record({ kind: fc.constant('platform-fee' as const), feePerMonth: decimalText(4, 2) }),
);

/** Any measured sizing that the seed's price book can serve. */
export function anySizing(levers: fc.Arbitrary<Lever> = lever): fc.Arbitrary<Sizing> {
  return fc
    .record({
      keyMode: fc.constantFrom('shared' as const, 'byo' as const),
      price: revenueModel,
      discount: share,
      minimumPerMonth: fc.option(decimalText(4, 2)),
      ramp: fc.array(decimalText(1, 2), { maxLength: 4 }),
      oneOffFee: decimalText(4, 2),
      termMonths: fc.integer({ min: 1, max: 24 }),
      growthPerMonth: growth,
      daysUsedPerMonth: fc.integer({ min: 1, max: 30 }),
      trackedProfiles: fc.integer({ min: 0, max: 1_000_000 }),
      lines: fc.array(lineWith(levers), { minLength: 1, maxLength: 4 }),
    })
    .map((changes) => sizingWith(changes));
}
