import { estimateDeal, ONE, type RunInput, runTerm, type Sizing } from '@dealfloor/price-book';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runInputOf } from '../../price-book/context.ts';
import { callsOf, flowsOfMonth } from '../../price-book/usage.ts';
import { anySizing } from './arbitraries.ts';
import { contextWith, lineOf, perThousand, SEED_RATES, sizingWith } from './worlds.ts';

function callsByMonth(changes: Partial<Sizing>): number[] {
  const run = runTerm(runInputOf(contextWith(changes)), ONE);
  return run.months.map((month) => Number(month.billableCalls));
}

describe('calls of a month = operations x pages x days x growth, exact, rounded up once', () => {
  it('the worked sheet: four features over 30 days are 2,088,000 calls', () => {
    const lines = [4_800, 19_200, 36_000, 9_600].map((operations) => lineOf('/userinfo-by-id/', operations));
    expect(callsByMonth({ lines, termMonths: 1 })).toEqual([2_088_000]);
  });

  it('one logical operation is as many upstream calls as it has pages', () => {
    const lines = [lineOf('/post-comments/', 100, { pages: 12 })];
    const { endpoints } = estimateDeal(contextWith({ lines }));
    expect(endpoints[0]).toMatchObject({ operations: '3000', calls: '36000' });
  });

  it('days used per month scale daily operations and leave monthly ones alone', () => {
    const perDay = lineOf('/userid/', 100);
    const perMonth = lineOf('/userid/', 3_000, { per: 'month' });
    expect(callsByMonth({ lines: [perDay], daysUsedPerMonth: 22, termMonths: 1 })).toEqual([2_200]);
    expect(callsByMonth({ lines: [perMonth], daysUsedPerMonth: 22, termMonths: 1 })).toEqual([3_000]);
  });

  it('growth compounds exactly: 7 % on 300 calls a month, rounded up each month from the exact figure', () => {
    const lines = [lineOf('/userid/', 300, { per: 'month' })];
    expect(callsByMonth({ lines, growthPerMonth: '0.07', termMonths: 6 })).toEqual([
      300, 321, 344, 368, 394, 421,
    ]);
  });

  it('growth may be negative and never takes the last call', () => {
    const lines = [lineOf('/userid/', 5, { per: 'month' })];
    expect(callsByMonth({ lines, growthPerMonth: '-0.5', termMonths: 6 })).toEqual([5, 3, 2, 1, 1, 1]);
  });

  it('a float would be wrong here: 1,000 calls growing by 10 % stand at 1,331 in month 4, not 1,332', () => {
    expect(Math.ceil(1_000 * 1.1 ** 3)).toBe(1_332);
    const lines = [lineOf('/userid/', 1_000, { per: 'month' })];
    expect(callsByMonth({ lines, growthPerMonth: '0.1', termMonths: 4 })).toEqual([
      1_000, 1_100, 1_210, 1_331,
    ]);
  });

  it('lines of one endpoint are added before the one rounding up', () => {
    const levers = [{ kind: 'dedupe' as const, share: '0.5' }];
    const half = lineOf('/userid/', 1, { per: 'month', levers });
    expect(callsByMonth({ lines: [half, half], termMonths: 1 })).toEqual([1]);
    expect(callsByMonth({ lines: [half, { ...half, endpoint: '/userinfo-by-id/' }], termMonths: 1 })).toEqual(
      [2],
    );
  });

  it('calls that a lever causes elsewhere join that endpoint before the rounding', () => {
    const levers = [{ kind: 'existence-probe' as const, probeEndpoint: '/userid/', goneShare: '0.5' }];
    const lines = [
      lineOf('/userid/', 1, { per: 'month' }),
      lineOf('/userinfo-by-id/', 5, { per: 'month', levers }),
    ];
    const flows = flowsOfMonth(sizingWith({ lines }));
    expect(callsOf(SEED_RATES, flows, ONE).map(({ endpoint, calls }) => [endpoint, calls])).toEqual([
      ['/userid/', 6n],
      ['/userinfo-by-id/', 3n],
    ]);
  });

  it('an add-on without an upstream call is counted and is not billable', () => {
    const lines = [lineOf('llm:comment-summary', 10), lineOf('/userid/', 1)];
    const { endpoints, months } = estimateDeal(contextWith({ lines }));
    expect(endpoints.map((endpoint) => endpoint.calls)).toEqual(['300', '30']);
    expect(months[0]?.calls).toBe('30');
  });

  it('operations of a million million a day are counted to the last call', () => {
    const lines = [lineOf('/userid/', 1_000_000_000_000, { pages: 9_999 })];
    const { endpoints } = estimateDeal(contextWith({ lines }));
    expect(endpoints[0]?.calls).toBe('299970000000000000');
  });
});

describe('what scales and what stays', () => {
  it('growth scales tracked profiles and not seats', () => {
    const price = perThousand('tracked-profile', '1000');
    const growing = { growthPerMonth: '0.1', termMonths: 3 };
    const tracked = estimateDeal(contextWith({ ...growing, price, trackedProfiles: 95 }));
    expect(tracked.months.map((month) => month.revenueUsd)).toEqual(['95', '105', '115']);
    const seats = estimateDeal(contextWith(growing));
    expect(seats.months.map((month) => month.revenueUsd)).toEqual(['1780', '1780', '1780']);
  });

  it('the usage factors scale calls and not included calls', () => {
    const price = {
      kind: 'seat-with-overage',
      seats: 1,
      pricePerSeat: '100',
      includedCallsPerSeat: 30_000,
      overagePer1000: '10',
      charge: 'pro-rata',
    } as const;
    const input: RunInput = runInputOf(contextWith({ price, termMonths: 1 }));
    const overageAt = (numerator: bigint, denominator: bigint) =>
      runTerm(input, { numerator, denominator }).months[0]?.revenue?.overage;
    expect(overageAt(1n, 1n)).toBe(0n);
    expect(overageAt(4n, 5n)).toBe(0n);
    expect(overageAt(3n, 2n)).toBe(150_000_000_000n);
  });
});

describe('for any sizing', () => {
  it('more operations never make fewer calls, nor a cheaper month', () => {
    fc.assert(
      fc.property(anySizing(), fc.integer({ min: 1, max: 10 ** 9 }), (sizing, more) => {
        const lines = sizing.lines.map((line) => ({
          ...line,
          operations: Math.min(10 ** 12, (line.operations ?? 0) + more),
        }));
        const [before, after] = [sizing, { ...sizing, lines }].map((each) =>
          runTerm(runInputOf(contextWith(each)), ONE),
        );
        before?.months.forEach((month, index) => {
          expect(after?.months[index]?.billableCalls).toBeGreaterThanOrEqual(month.billableCalls);
          const dearer = after?.months[index]?.costNanoUsd ?? null;
          if (month.costNanoUsd !== null) expect(dearer).toBeGreaterThanOrEqual(month.costNanoUsd);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('with growth of zero every month costs the same', () => {
    fc.assert(
      fc.property(anySizing(), (sizing) => {
        const run = runTerm(runInputOf(contextWith({ ...sizing, growthPerMonth: '0' })), ONE);
        expect(new Set(run.months.map((month) => month.costNanoUsd)).size).toBe(1);
      }),
      { numRuns: 40 },
    );
  });
});
