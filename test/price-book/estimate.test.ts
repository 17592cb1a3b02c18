import { allocate, Estimate, estimateDeal, parseMoney, type Sizing, showMoney } from '@dealfloor/price-book';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anySizing } from './arbitraries.ts';
import { contextWith, deepFreeze, lineOf, POLICY, perThousand, ratesWith, SEED_BOOK } from './worlds.ts';

function nano(texts: readonly (string | null)[]): bigint {
  return texts.reduce((sum, text) => sum + parseMoney(text ?? '0'), 0n);
}

function estimateOf(sizing: Partial<Sizing>) {
  return estimateDeal(contextWith(sizing));
}

describe('what adds up on the screen adds up to the nano-dollar', () => {
  it('lines and shared cost sum to the month, endpoints sum to the month, categories to the endpoint', () => {
    fc.assert(
      fc.property(anySizing(), (sizing) => {
        const { lines, endpoints, month, shared } = estimateOf(sizing);
        if (month.costUsd === null) return;
        const cost = parseMoney(month.costUsd);
        expect(nano(lines.map((line) => line.amountUsd)) + nano([shared?.amountUsd ?? null])).toBe(cost);
        expect(nano(endpoints.map((endpoint) => endpoint.totalUsd))).toBe(cost);
        for (const { usd, totalUsd } of endpoints)
          expect(nano(Object.values(usd))).toBe(parseMoney(totalUsd));
      }),
      { numRuns: 80 },
    );
  });

  it('months and one-off fees sum to the term, and revenue less cost is what is left', () => {
    fc.assert(
      fc.property(anySizing(), (sizing) => {
        const { months, term, month } = estimateOf(sizing);
        if (term.costUsd === null || term.revenueUsd === null) return;
        expect(nano(months.map((each) => each.costUsd))).toBe(parseMoney(term.costUsd));
        const monthly = nano(months.map((each) => each.revenueUsd));
        expect(monthly + nano([term.oneOffUsd])).toBe(parseMoney(term.revenueUsd));
        expect(nano([term.leftOverUsd])).toBe(parseMoney(term.revenueUsd) - parseMoney(term.costUsd));
        expect(months[0]).toMatchObject({ revenueUsd: month.revenueUsd, costUsd: month.costUsd });
      }),
      { numRuns: 80 },
    );
  });

  it('shared cost is rounded once and split over endpoints by their billable calls', () => {
    const lines = [lineOf('/userid/', 1), lineOf('/userinfo-by-id/', 1), lineOf('llm:comment-summary', 9)];
    const { endpoints, shared } = estimateOf({ lines });
    expect(shared).toEqual({
      poolUsd: '1500',
      otherCalls: '7500000',
      ownCalls: '60',
      amountUsd: '0.011999904',
      asOf: '2026-11-01',
    });
    expect(endpoints.map((endpoint) => endpoint.usd.shared)).toEqual(['0.005999952', '0.005999952', '0']);
  });

  it('an odd nano-dollar goes to the lower endpoint id, whatever the order of the lines', () => {
    const lines = [lineOf('/userinfo-by-id/', 1, { per: 'month' }), lineOf('/userid/', 1, { per: 'month' })];
    const sharedPool = { usdPerMonth: '0.000000003', otherBillableCallsPerMonth: 0, asOf: '2026-11-01' };
    const { endpoints } = estimateDeal(contextWith({ lines }, { rates: ratesWith({ sharedPool }) }));
    expect(endpoints.map((endpoint) => [endpoint.endpoint, endpoint.usd.shared])).toEqual([
      ['/userinfo-by-id/', '0.000000001'],
      ['/userid/', '0.000000002'],
    ]);
    expect(
      allocate(3n, [
        { id: 'b', weight: 1n },
        { id: 'a', weight: 1n },
      ]).shares,
    ).toEqual([1n, 2n]);
  });
});

describe('an estimate is a pure function', () => {
  it('gives the same bytes for the same input, and mutates nothing of it', () => {
    fc.assert(
      fc.property(anySizing(), (sizing) => {
        const context = deepFreeze(structuredClone({ sizing, policy: POLICY }));
        const first = JSON.stringify(estimateDeal(contextWith(context.sizing, { policy: context.policy })));
        expect(JSON.stringify(estimateDeal(contextWith(sizing)))).toBe(first);
      }),
      { numRuns: 60 },
    );
  });

  it('works on a frozen price book', () => {
    const book = deepFreeze(structuredClone(SEED_BOOK));
    const frozen = estimateDeal(contextWith({}, { rates: ratesWith(book) }));
    expect(frozen).toEqual(estimateOf({}));
  });

  it('keeps its own contract: every answer parses as an Estimate, and no number hides in the money', () => {
    fc.assert(
      fc.property(anySizing(), (sizing) => {
        const estimate = estimateOf(sizing);
        expect(Estimate.safeParse(estimate).success).toBe(true);
        expect(JSON.stringify(estimate)).not.toMatch(/NaN|Infinity|undefined|\d[eE][+-]?\d/);
      }),
      { numRuns: 60 },
    );
  });

  it('has no float to lose digits in: 10^12 operations a day keep their last nano-dollar', () => {
    const lines = [lineOf('/userid/', 999_999_999_999, { pages: 10_000 })];
    const { lines: priced, endpoints } = estimateOf({ lines });
    const calls = 999_999_999_999n * 10_000n * 30n;
    expect(endpoints[0]?.calls).toBe(calls.toString());
    expect(calls > 2n ** 53n).toBe(true);
    const credits = priced.find((line) => line.meter === 'credit');
    expect(parseMoney(credits?.amountUsd ?? '')).toBe(calls * 800_000n);
  });
});

describe('both margins', () => {
  it('the contribution margin leaves shared cost out and is never the lower one', () => {
    fc.assert(
      fc.property(anySizing(), (sizing) => {
        const { term } = estimateOf(sizing);
        if (term.grossMargin.percent === null) return;
        const gross = Number(term.grossMargin.percent);
        expect(Number(term.contributionMargin.percent)).toBeGreaterThanOrEqual(gross);
      }),
      { numRuns: 40 },
    );
  });

  it('one-off fees are in the term and in no month', () => {
    const { term, month, months } = estimateOf({ oneOffFee: '1000' });
    expect(term).toMatchObject({ revenueUsd: '22360', oneOffUsd: '1000' });
    expect(month).toMatchObject({ revenueUsd: '1780', oneOffUsd: '0' });
    expect(months[0]?.revenueUsd).toBe('1780');
  });
});

describe('the range', () => {
  it('is the lower and the higher of the two runs, also where more usage earns more', () => {
    const price = perThousand('call', '3');
    const earning = estimateOf({ price, minimumPerMonth: null }).range;
    expect(Number(earning.lowPercent)).toBeLessThanOrEqual(Number(earning.highPercent));
    const floored = estimateOf({ price, minimumPerMonth: '500' }).range;
    expect(Number(floored.lowPercent)).toBeLessThan(Number(floored.highPercent));
  });

  it('holds the expected margin between its ends when the price is flat', () => {
    fc.assert(
      fc.property(anySizing(), (sizing) => {
        const price = { kind: 'platform-fee', feePerMonth: '5000' } as const;
        const { range, term } = estimateOf({ ...sizing, price });
        if (term.grossMargin.percent === null) return;
        const expected = Number(term.grossMargin.percent);
        expect(Number(range.lowPercent)).toBeLessThanOrEqual(expected);
        expect(Number(range.highPercent)).toBeGreaterThanOrEqual(expected);
      }),
      { numRuns: 40 },
    );
  });
});

describe('another currency', () => {
  const inEuro = { currency: 'EUR', price: { kind: 'seat', seats: 20, pricePerSeat: '89' } } as const;

  it('is converted once a month by the dated rate that the estimate names', () => {
    const estimate = estimateOf(inEuro);
    expect(estimate.currency).toEqual({
      code: 'EUR',
      usdPerUnit: '1.0842',
      day: '2026-11-20',
      monthRevenue: '1780',
    });
    expect(estimate.month.revenueUsd).toBe('1929.876');
    expect(estimate.term.revenueUsd).toBe('23158.512');
  });

  it('a rate of a later day is not used', () => {
    expect(estimateDeal(contextWith(inEuro, { day: '2026-11-19' })).verdict.word).toBe('unknown');
    expect(estimateDeal(contextWith(inEuro, { day: '2026-11-20' })).verdict.word).toBe('clear');
  });

  it('the latest rate that is not later wins, however the list is sorted', () => {
    const rates = [
      { currency: 'EUR', day: '2026-11-20', usdPerUnit: '1.0842' },
      { currency: 'EUR', day: '2026-11-22', usdPerUnit: '9' },
      { currency: 'EUR', day: '2026-11-21', usdPerUnit: '1.1' },
      { currency: 'GBP', day: '2026-11-21', usdPerUnit: '1.3' },
    ];
    for (const exchangeRates of [rates, [...rates].reverse()]) {
      const world = { policy: { ...POLICY, exchangeRates }, day: '2026-11-21' };
      expect(estimateDeal(contextWith(inEuro, world)).currency).toMatchObject({
        usdPerUnit: '1.1',
        day: '2026-11-21',
      });
    }
  });

  it('rounds half-even, once for the month with its one-off fee', () => {
    const exchangeRates = [{ currency: 'EUR', day: '2026-11-01', usdPerUnit: '0.5' }];
    const world = { policy: { ...POLICY, exchangeRates } };
    const price = { kind: 'platform-fee', feePerMonth: '100.000000001' } as const;
    const { month, term } = estimateDeal(
      contextWith({ currency: 'EUR', price, oneOffFee: '0.000000002', termMonths: 2 }, world),
    );
    expect(month.revenueUsd).toBe('50');
    expect(term).toMatchObject({ revenueUsd: '100.000000002', oneOffUsd: '0.000000002' });
  });

  it('US dollars need no rate', () => {
    expect(estimateOf({}).currency).toEqual({
      code: 'USD',
      usdPerUnit: '1',
      day: null,
      monthRevenue: '1780',
    });
  });
});

describe('a renewal', () => {
  it('takes the account’s own calls out of everyone else’s', () => {
    const first = estimateOf({});
    const again = estimateDeal(contextWith({}, { otherCalls: 7_470_000n }));
    expect(first.shared).toMatchObject({
      otherCalls: '7500000',
      ownCalls: '30000',
      amountUsd: '5.976095618',
    });
    expect(again.shared).toMatchObject({ otherCalls: '7470000', ownCalls: '30000', amountUsd: '6' });
  });
});

describe('what an estimate carries with it', () => {
  it('names the versions it was made from', () => {
    const { priceBook, policy, plan, day } = estimateOf({});
    expect(priceBook).toEqual({ version: '2026-11-01', effectiveFrom: '2026-11-01' });
    expect(policy).toEqual({
      version: '2026-11-01',
      floorPercent: '60',
      targetPercent: '70',
      highUsageFloorPercent: '45',
    });
    expect([plan, day]).toEqual([{ id: 'team', name: 'Team' }, '2026-11-21']);
  });

  it('lists every month with its own margin beside that of high usage', () => {
    const { months, lastMonthPercent } = estimateOf({ growthPerMonth: '0.1', termMonths: 3 });
    expect(months.map((month) => [month.month, month.calls])).toEqual([
      [1, '30000'],
      [2, '33000'],
      [3, '36300'],
    ]);
    expect(months.at(-1)?.marginPercent).toBe(lastMonthPercent);
    for (const month of months) {
      expect(Number(month.highUsageMarginPercent)).toBeLessThan(Number(month.marginPercent));
    }
  });

  it('an unpriced line stands in the list without an amount', () => {
    const { creditPacks, ...book } = SEED_BOOK;
    const { db_write: _, ...rates } = book.rates;
    const estimate = estimateDeal(contextWith({}, { rates: ratesWith({ ...book, creditPacks, rates }) }));
    expect(estimate.lines.find((line) => line.meter === 'db_write')).toMatchObject({ amountUsd: null });
    expect(estimate.verdict.sentence).toBe('The price book has no rate for db_write.');
    expect(showMoney(estimate.lines[0]?.amountUsd ?? '0', 'en-US')).toBe('$24.00');
  });

  it('what the customer pays upstream is told under their key only', () => {
    expect(estimateOf({}).customerPaysUpstreamUsd).toBeNull();
    expect(estimateOf({ keyMode: 'byo', plan: 'own-key' }).customerPaysUpstreamUsd).toBe('24');
    const { credit: _, ...rates } = SEED_BOOK.rates;
    const unknown = estimateDeal(contextWith({ keyMode: 'byo' }, { rates: ratesWith({ rates }) }));
    expect(unknown.customerPaysUpstreamUsd).toBeNull();
    expect(unknown.verdict.word).toBe('clear');
  });
});

describe('the same sizing under the other key', () => {
  it('changes the credits and nothing else of the cost', () => {
    fc.assert(
      fc.property(anySizing(), (sizing) => {
        const ours = estimateOf({ ...sizing, keyMode: 'shared' });
        const theirs = estimateOf({ ...sizing, keyMode: 'byo' });
        expect(theirs.shared).toEqual(ours.shared);
        ours.lines.forEach((line, index) => {
          const expected = line.meter === 'credit' ? { ...line, amountUsd: '0' } : line;
          expect(theirs.lines[index]).toEqual(expected);
        });
        const credits = nano(
          ours.lines.filter(({ meter }) => meter === 'credit').map((line) => line.amountUsd),
        );
        if (ours.month.costUsd !== null) expect(nano([theirs.customerPaysUpstreamUsd])).toBe(credits);
      }),
      { numRuns: 60 },
    );
  });
});
