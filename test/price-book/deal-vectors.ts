import {
  compileRates,
  PriceBook,
  type RunInput,
  runTerm,
  type Sizing,
  trialCost,
} from '@dealfloor/price-book';
import { cost } from '../../price-book/cost.ts';
import { add, multiply, ONE, type Ratio, ratioOf } from '../../price-book/ratio.ts';
import { callsOf, creditPayer, flowsOfMonth, usageLines } from '../../price-book/usage.ts';
import type { Overrides } from './line-vectors.ts';
import { EIGHT_DEALS, lineOf, readJson, sizingWith } from './worlds.ts';

type DealCase = { name: string; sizing: Sizing; usdPerUnit?: string; overrides?: Overrides };

const LEVERED = sizingWith({
  price: {
    kind: 'seat-with-overage',
    seats: 7,
    pricePerSeat: '149.99',
    includedCallsPerSeat: 10_000,
    overagePer1000: '3.2',
    charge: 'package',
  },
  currency: 'EUR',
  discount: '0.125',
  minimumPerMonth: '900',
  ramp: ['0', '0.5', '0.95'],
  oneOffFee: '1250.5',
  termMonths: 6,
  growthPerMonth: '-0.07',
  daysUsedPerMonth: 22,
  lines: [
    lineOf('/userinfo-by-id/', 7_001, {
      levers: [
        { kind: 'dedupe', share: '0.3' },
        { kind: 'existence-probe', probeEndpoint: '/userid/', goneShare: '0.2' },
      ],
    }),
    lineOf('/post-detail/', 5_003, {
      levers: [
        { kind: 'cache', hitShare: '0.333', ttlMinutes: 10 },
        { kind: 'list-instead-of-detail', share: '0.5', listEndpoint: '/user-posts/', itemsPerListCall: 30 },
        { kind: 'cadence-tier', keptShare: '0.75' },
      ],
    }),
    lineOf('/user-followers/', 31, {
      pages: 25,
      levers: [
        { kind: 'sampling-cap', pagesAtMost: 8 },
        { kind: 'delta-polling', changedShare: '0.4', probeCalls: 1 },
        { kind: 'drop-unread', share: '0.1' },
      ],
    }),
    lineOf('/user-stories/', 1_000, {
      per: 'month',
      levers: [{ kind: 'pre-warm', openedShare: '0.3' }, { kind: 'off-peak' }],
    }),
  ],
});

const USAGE_PRICED = (
  tierMode: 'graduated' | 'volume',
  unit: 'call' | 'credit' | 'tracked-profile',
): Sizing =>
  sizingWith({
    price: {
      kind: 'usage',
      unit,
      tierMode,
      tiersPer1000: [
        { upTo: 30_000, price: '2.5' },
        { upTo: 33_000, price: '2.1' },
        { upTo: null, price: '1.9999999995' },
      ],
      charge: tierMode === 'volume' ? 'package' : 'pro-rata',
    },
    trackedProfiles: 29_999,
    growthPerMonth: '0.07',
    termMonths: 4,
    lines: [lineOf('/userinfo-by-id/', 1_000), lineOf('llm:comment-summary', 3)],
  });

const DEAL_CASES: DealCase[] = [
  ...EIGHT_DEALS.map(({ name, sizing }) => ({ name, sizing })),
  {
    name: 'every lever, overage in packages, a ramp, a minimum, in euros',
    sizing: LEVERED,
    usdPerUnit: '1.0842',
  },
  { name: 'graduated price per thousand calls', sizing: USAGE_PRICED('graduated', 'call') },
  { name: 'graduated price per thousand credits', sizing: USAGE_PRICED('graduated', 'credit') },
  {
    name: 'volume price per thousand profiles in packages',
    sizing: USAGE_PRICED('volume', 'tracked-profile'),
  },
  {
    name: 'credit packs under growth',
    sizing: sizingWith({ growthPerMonth: '0.05', termMonths: 3 }),
    overrides: {
      creditPacks: {
        otherCreditsPerMonth: 2_000_000,
        usdPerCredit: [
          { upTo: 2_010_000, price: '0.0008' },
          { upTo: 2_030_000, price: '0.0005' },
          { upTo: null, price: '0.000099' },
        ],
      },
    },
  },
];

/** Whole sizings, month by month: calls, hits and variable cost of each endpoint, shared cost and revenue. */
export function dealVectors() {
  const book = PriceBook.parse(readJson('books/2026-11-01.json'));
  return DEAL_CASES.map(({ name, sizing, usdPerUnit = '1', overrides = {} }) => {
    const rates = compileRates({ ...book, ...overrides });
    const input: RunInput = { rates, sizing, usdPerUnit, otherCalls: rates.pool?.otherCalls ?? null };
    const run = runTerm(input, ONE);
    const trial = trialCost(input);
    const growth = add(ONE, ratioOf(sizing.growthPerMonth));
    let scale: Ratio = ONE;
    const months = run.months.map((month) => {
      const endpoints = endpointsOf(input, scale);
      scale = multiply(scale, growth);
      const { sharedNanoUsd, costNanoUsd, recurringNanoUsd, revenueNanoUsd } = month;
      return { month: month.month, endpoints, sharedNanoUsd, costNanoUsd, recurringNanoUsd, revenueNanoUsd };
    });
    const { costNanoUsd, revenueNanoUsd } = run;
    const expected = {
      months,
      costNanoUsd,
      revenueNanoUsd,
      trialNanoUsd: trial === null ? null : trial.costNanoUsd,
    };
    return { name, priceBook: book.version, overrides, usdPerUnit, sizing, expected };
  });
}

function endpointsOf({ rates, sizing }: RunInput, scale: Ratio) {
  const calls = callsOf(rates, flowsOfMonth(sizing), scale);
  const { lines } = cost(rates, usageLines(rates, calls), creditPayer(sizing.keyMode));
  return calls.map(({ endpoint, calls: count, hits }) => ({
    endpoint,
    calls: count,
    hits,
    variableNanoUsd: lines
      .filter((line) => line.endpoint === endpoint)
      .reduce((sum, line) => sum + (line.amountNanoUsd ?? 0n), 0n),
  }));
}
