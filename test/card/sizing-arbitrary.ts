import type { Lever, RevenueModel, Sizing, SizingLine } from '@dealfloor/price-book';
import fc from 'fast-check';

/** Decimal text as the price book prints it: no needless zeros. */
function decimal(wholes: bigint, places: number): fc.Arbitrary<string> {
  return fc
    .tuple(fc.bigInt(0n, wholes), fc.bigInt(0n, 10n ** BigInt(places) - 1n))
    .map(([whole, fraction]) => {
      const digits = fraction.toString().padStart(places, '0').replace(/0+$/, '');
      return digits ? `${whole}.${digits}` : `${whole}`;
    });
}

const amount = decimal(1_000_000n, 6);
const share = fc.oneof(decimal(0n, 6), fc.constant('1'));
const count = (least: number, most: number) => fc.integer({ min: least, max: most });

const tiers = fc.uniqueArray(count(1, 1_000_000), { maxLength: 3 }).chain((steps) =>
  fc.array(amount, { minLength: steps.length + 1, maxLength: steps.length + 1 }).map((prices) => {
    const ends = [...steps].sort((a, b) => a - b);
    return prices.map((price, index) => ({ upTo: ends[index] ?? null, price }));
  }),
);

const charge = fc.constantFrom('pro-rata' as const, 'package' as const);
const seats = { seats: count(0, 1_000_000), pricePerSeat: amount };

const price: fc.Arbitrary<RevenueModel> = fc.oneof(
  fc.record({ kind: fc.constant('seat' as const), ...seats }),
  fc.record({
    kind: fc.constant('seat-with-overage' as const),
    ...seats,
    includedCallsPerSeat: count(0, 1_000_000_000),
    overagePer1000: amount,
    charge,
  }),
  tiers.chain((tiersPer1000) =>
    fc.record({
      kind: fc.constant('usage' as const),
      unit: fc.constantFrom('call' as const, 'credit' as const, 'tracked-profile' as const),
      tierMode:
        tiersPer1000.length === 1
          ? fc.constantFrom('flat' as const, 'volume' as const)
          : fc.constantFrom('graduated' as const, 'volume' as const),
      tiersPer1000: fc.constant(tiersPer1000),
      charge,
    }),
  ),
  fc.record({ kind: fc.constant('platform-fee' as const), feePerMonth: amount }),
  fc.constant({ kind: 'free' as const }),
);

const lever: fc.Arbitrary<Lever> = fc.oneof(
  fc.record({ kind: fc.constant('dedupe' as const), share }),
  fc.record({ kind: fc.constant('cache' as const), hitShare: share, ttlMinutes: count(0, 525_600) }),
  fc.record({ kind: fc.constant('cadence-tier' as const), keptShare: share }),
  fc.record({ kind: fc.constant('sampling-cap' as const), pagesAtMost: count(1, 10_000) }),
);

const line: fc.Arbitrary<SizingLine> = fc.record({
  endpoint: fc.constantFrom('/user-posts/', '/post-detail/', 'llm:comment-summary'),
  operations: fc.option(count(0, 1_000_000_000)),
  per: fc.constantFrom('day' as const, 'month' as const),
  pages: count(1, 10_000),
  levers: fc.array(lever, { maxLength: 5 }),
});

const growth = fc.oneof(decimal(0n, 6), fc.constantFrom('-0.5', '-0.25', '-0.000001', '1'));

const trial = fc.record({ days: count(1, 90), capCallsPerDay: count(1, 1_000_000_000) });

/** Any sizing that the wire accepts, its decimals in the form the price book prints. */
export const anySizing: fc.Arbitrary<Sizing> = fc
  .record({
    useCase: fc.option(fc.constantFrom('hashtag-monitor', 'video-archive')),
    plan: fc.constantFrom('team', 'pro', 'own-key'),
    keyMode: fc.constantFrom('shared' as const, 'byo' as const, 'hybrid' as const),
    trial,
    currency: fc.constantFrom('USD', 'EUR'),
    price: fc.option(price),
    discount: share,
    minimumPerMonth: fc.option(amount),
    ramp: fc.array(decimal(9n, 4), { maxLength: 4 }),
    oneOffFee: amount,
    termMonths: count(1, 60),
    growthPerMonth: growth,
    daysUsedPerMonth: count(1, 30),
    trackedProfiles: count(0, 1_000_000_000),
    lines: fc.array(line, { maxLength: 5 }),
  })
  .map((sizing) => ({ ...sizing, trial: sizing.keyMode === 'hybrid' ? sizing.trial : null }));
