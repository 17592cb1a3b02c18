import { cost, METERS, type Meter, type UsageLine } from '@dealfloor/price-book';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesOf, ratesPriced, ratesWith, SEED_RATES } from './worlds.ts';

const WITH_ALL_METERS = ratesPriced({ storage_gb_month: '0.10', asr_minute: '0.006' });

function amount(rates: typeof SEED_RATES, quantities: Parameters<typeof linesOf>[0]): bigint | null {
  return cost(rates, linesOf(quantities), 'ours').variableNanoUsd;
}

describe('one unit of each meter costs what the price list says, in nano-dollars', () => {
  const oneUnit: [Meter, bigint][] = [
    ['credit', 800_000n],
    ['db_write', 1_200n],
    ['db_read', 400n],
    ['worker_sec', 18_000n],
    ['llm_input_token', 3_000n],
    ['llm_output_token', 15_000n],
    ['egress_gb', 85_000_000n],
    ['storage_gb_month', 100_000_000n],
    ['asr_minute', 6_000_000n],
  ];
  it.each(oneUnit)('%s', (meter, nanoUsd) => {
    expect(amount(WITH_ALL_METERS, { [meter]: METERS[meter].baseUnitsPerUnit })).toBe(nanoUsd);
  });
});

describe('figures of the source documents', () => {
  it('the worked day of 69,600 calls is 2,088,000 a month and $1,670.40 of credits', () => {
    const perDay = 4_800 + 19_200 + 36_000 + 9_600;
    expect(perDay).toBe(69_600);
    expect(perDay * 30).toBe(2_088_000);
    expect(amount(SEED_RATES, { credit: BigInt(perDay) * 30n * 1_000n })).toBe(1_670_400_000_000n);
  });

  it('T14: a million tokens in and a million out are $18, two prices and neither $6 nor $30', () => {
    const tokens = { llm_input_token: 1_000_000n, llm_output_token: 1_000_000n };
    expect(amount(SEED_RATES, tokens)).toBe(18_000_000_000n);
    expect(amount(SEED_RATES, { llm_input_token: 2_000_000n })).toBe(6_000_000_000n);
    expect(amount(SEED_RATES, { llm_output_token: 2_000_000n })).toBe(30_000_000_000n);
  });

  it('T26: 50,000 calls a seat are $40 at the seed price and $4.95 at $9.90 per 100,000', () => {
    const credits = { credit: 50_000n * 1_000n };
    expect(amount(SEED_RATES, credits)).toBe(40_000_000_000n);
    expect(amount(ratesPriced({ credit: '0.000099' }), credits)).toBe(4_950_000_000n);
  });

  it('T36: a gigabyte is 1e9 bytes, so a terabyte of egress is $85.00 and not $79.16', () => {
    expect(amount(SEED_RATES, { egress_gb: 1_000_000_000_000n })).toBe(85_000_000_000n);
    expect(amount(SEED_RATES, { egress_gb: 2n ** 40n })).toBe(93_458_488_361n);
  });

  it('T15: storage is priced by byte-days over 30 days of 1e9 bytes', () => {
    const tenGigabytesHalfAMonth = 10_000_000_000n * 15n;
    expect(amount(WITH_ALL_METERS, { storage_gb_month: tenGigabytesHalfAMonth })).toBe(500_000_000n);
  });

  it('T41: ten thousand small additions lose nothing', () => {
    const lines = Array.from({ length: 10_000 }, (_, index) => ({
      endpoint: `/${index}/`,
      meter: 'db_write' as const,
      quantity: 1_000n,
    }));
    expect(cost(SEED_RATES, lines, 'ours').variableNanoUsd).toBe(12_000_000_000n);
  });

  it('the case study: 480,000 credits a day fall to 78,000 over 12,000 accounts, by 6.15 times', () => {
    const before = amount(SEED_RATES, { credit: 480_000n * 1_000n }) ?? 0n;
    const after = amount(SEED_RATES, { credit: 78_000n * 1_000n }) ?? 0n;
    expect(before).toBe(384_000_000_000n);
    expect(after).toBe(62_400_000_000n);
    expect((before * 100n) / after).toBe(615n);
    expect([480_000 / 12_000, 78_000 / 12_000]).toEqual([40, 6.5]);
  });
});

describe('rounding', () => {
  it.each([
    [0n, 0n],
    [1n, 0n],
    [100n, 8n],
    [300n, 26n],
    [500n, 42n],
    [700n, 60n],
    [900n, 76n],
    [5n, 0n],
    [6n, 1n],
    [10n, 1n],
    [17n, 1n],
    [18n, 2n],
  ])('%s bytes cost %s nano-dollars: half-even, once per line', (bytes, nanoUsd) => {
    expect(amount(SEED_RATES, { egress_gb: bytes })).toBe(nanoUsd);
  });

  it('is done per line, so two lines may differ from their sum by half a nano-dollar each', () => {
    const apart = cost(
      SEED_RATES,
      [...linesOf({ egress_gb: 300n }), ...linesOf({ egress_gb: 300n })],
      'ours',
    );
    expect(apart.variableNanoUsd).toBe(52n);
    expect(amount(SEED_RATES, { egress_gb: 600n })).toBe(51n);
  });

  it('a month priced from its sum stays within half a nano-dollar per line of its days', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { maxLength: 31 }), (days) => {
        const byDay = days.reduce(
          (total, bytes) => total + (amount(SEED_RATES, { egress_gb: bytes }) ?? 0n),
          0n,
        );
        const atOnce = amount(SEED_RATES, { egress_gb: days.reduce((sum, bytes) => sum + bytes, 0n) }) ?? 0n;
        const gap = byDay > atOnce ? byDay - atOnce : atOnce - byDay;
        expect(2n * gap).toBeLessThanOrEqual(BigInt(days.length) + 1n);
      }),
    );
  });
});

describe('exactness', () => {
  it('a part of a credit is priced: 1.5 credits are $0.0012', () => {
    expect(amount(SEED_RATES, { credit: 1_500n })).toBe(1_200_000n);
    expect(amount(SEED_RATES, { credit: 1n })).toBe(800n);
  });

  it('quantities above 2^53 keep every digit', () => {
    expect(amount(SEED_RATES, { db_read: 2n ** 53n + 1n })).toBe((2n ** 53n + 1n) * 400n);
    expect(amount(SEED_RATES, { credit: 10n ** 30n + 7n })).toBe((10n ** 30n + 7n) * 800n);
  });

  it('a rate of twelve decimals is not cut to nano-dollars before it is multiplied', () => {
    const tiny = ratesPriced({ db_read: '0.000000000001' });
    expect(amount(tiny, { db_read: 1_000_000_000_000n })).toBe(1_000_000_000n);
    expect(amount(tiny, { db_read: 500n })).toBe(0n);
    expect(amount(tiny, { db_read: 1_500n })).toBe(2n);
  });
});

const meter = fc.constantFrom(...(Object.keys(METERS) as Meter[]));
const usageLine: fc.Arbitrary<UsageLine> = fc.record({
  endpoint: fc.constantFrom('/a/', '/b/', '/c/'),
  meter,
  quantity: fc.bigInt({ min: 0n, max: 10n ** 24n }),
});

describe('for any lines', () => {
  it('the lines sum to the total', () => {
    fc.assert(
      fc.property(fc.array(usageLine, { maxLength: 40 }), (lines) => {
        const { lines: priced, variableNanoUsd } = cost(WITH_ALL_METERS, lines, 'ours');
        expect(priced).toHaveLength(lines.length);
        expect(priced.reduce((sum, line) => sum + (line.amountNanoUsd ?? 0n), 0n)).toBe(variableNanoUsd);
      }),
    );
  });

  it('more of a meter never costs less', () => {
    fc.assert(
      fc.property(usageLine, fc.bigInt({ min: 0n, max: 10n ** 20n }), (line, more) => {
        const less = cost(WITH_ALL_METERS, [line], 'ours').variableNanoUsd ?? 0n;
        const grown = { ...line, quantity: line.quantity + more };
        expect(cost(WITH_ALL_METERS, [grown], 'ours').variableNanoUsd).toBeGreaterThanOrEqual(less);
      }),
    );
  });

  it('under the customer’s own key credits cost us 0, are still counted, and nothing else changes', () => {
    fc.assert(
      fc.property(fc.array(usageLine, { maxLength: 20 }), (lines) => {
        const ours = cost(WITH_ALL_METERS, lines, 'ours').lines;
        const theirs = cost(WITH_ALL_METERS, lines, 'customer');
        theirs.lines.forEach((line, index) => {
          expect(line.quantity).toBe(lines[index]?.quantity);
          const isCredit = line.meter === 'credit';
          expect(line.amountNanoUsd).toBe(isCredit ? 0n : ours[index]?.amountNanoUsd);
          expect(line.customerNanoUsd).toBe(isCredit ? ours[index]?.amountNanoUsd : 0n);
        });
      }),
    );
  });
});

describe('a meter without a rate', () => {
  const noLlm = ratesPriced({ llm_input_token: undefined });

  it('makes the cost unknown when it is used, and names itself once', () => {
    const used = cost(
      noLlm,
      [...linesOf({ llm_input_token: 1n }), ...linesOf({ llm_input_token: 2n })],
      'ours',
    );
    expect(used.variableNanoUsd).toBeNull();
    expect(used.totalNanoUsd).toBeNull();
    expect(used.unpriced).toEqual(['llm_input_token']);
    expect(used.lines[0]?.amountNanoUsd).toBeNull();
  });

  it('changes nothing when it is not used', () => {
    const unused = cost(noLlm, linesOf({ llm_input_token: 0n, db_read: 1n }), 'ours');
    expect(unused).toMatchObject({ variableNanoUsd: 400n, unpriced: [] });
  });

  it('credits without a rate leave our cost known under the customer’s key, and theirs unknown', () => {
    const theirs = cost(ratesPriced({ credit: undefined }), linesOf({ credit: 5n, db_read: 1n }), 'customer');
    expect(theirs).toMatchObject({ variableNanoUsd: 400n, customerNanoUsd: null, unpriced: [] });
  });
});

describe('the pool of the period', () => {
  const lines = linesOf({ db_read: 1n });

  it('adds its share, half-even once', () => {
    const pool = { nanoUsd: 10n, ownCalls: 1n, otherCalls: 3n };
    expect(cost(SEED_RATES, lines, 'ours', pool)).toMatchObject({ sharedNanoUsd: 2n, totalNanoUsd: 402n });
    expect(cost(SEED_RATES, lines, 'ours', { ...pool, ownCalls: 3n, otherCalls: 1n }).sharedNanoUsd).toBe(8n);
  });

  it('is unknown when it is missing, not zero', () => {
    expect(cost(SEED_RATES, lines, 'ours')).toMatchObject({ sharedNanoUsd: null, totalNanoUsd: null });
  });
});

describe('credit packs', () => {
  const ladder = ratesWith({
    creditPacks: {
      otherCreditsPerMonth: 900,
      usdPerCredit: [
        { upTo: 1_000, price: '0.001' },
        { upTo: 2_000, price: '0.0005' },
        { upTo: null, price: '0.0001' },
      ],
    },
  });
  const credits = (count: number) => amount(ladder, { credit: BigInt(count) * 1_000n });

  it.each([
    [0, 0n],
    [1, 1_000_000n],
    [99, 99_000_000n],
    [100, 100_000_000n],
    [101, 100_500_000n],
    [1_100, 600_000_000n],
    [1_101, 600_100_000n],
    [2_100, 700_000_000n],
  ])('%i credits behind 900 of everyone else cost %s nano-dollars: steps are inclusive', (count, nanoUsd) => {
    expect(credits(count)).toBe(nanoUsd);
  });

  it('half a credit finds its own step', () => {
    expect(amount(ladder, { credit: 100_500n })).toBe(100_250_000n);
  });

  it('lines climb together, and their shares sum to the one price', () => {
    const lines = [
      ...linesOf({ credit: 60_000n }, '/a/'),
      ...linesOf({ credit: 60_000n }, '/b/'),
      ...linesOf({ credit: 31_000n }, '/c/'),
    ];
    const priced = cost(ladder, lines, 'ours');
    expect(priced.variableNanoUsd).toBe(credits(151));
    expect(priced.lines.map((line) => line.amountNanoUsd)).toEqual([49_867_550n, 49_867_550n, 25_764_900n]);
  });

  it('a customer’s own account starts at the bottom of the ladder, not behind our other credits', () => {
    expect(cost(ladder, linesOf({ credit: 1_500_000n }), 'customer')).toMatchObject({
      variableNanoUsd: 0n,
      customerNanoUsd: 1_250_000_000n,
    });
  });

  it('a ladder of one open step is the flat rate', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 18n }), fc.nat(), (milliCredits, others) => {
        const flat = ratesWith({
          creditPacks: { otherCreditsPerMonth: others, usdPerCredit: [{ upTo: null, price: '0.0008' }] },
        });
        expect(amount(flat, { credit: milliCredits })).toBe(amount(SEED_RATES, { credit: milliCredits }));
      }),
      { numRuns: 50 },
    );
  });

  it('a ladder prices credits where the book has no flat rate', () => {
    const { rates, ...rest } = ladder.book;
    const { credit, ...others } = rates;
    expect(credit).toBe('0.0008');
    expect(amount(ratesWith({ ...rest, rates: others }), { credit: 1_000n })).toBe(1_000_000n);
  });
});
