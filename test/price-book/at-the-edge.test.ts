import { estimateDeal, parseMoney, printMoney, type Sizing, showPercent } from '@dealfloor/price-book';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anySizing } from './arbitraries.ts';
import { contextWith, lineOf, POLICY, ratesPriced, ratesWith, SEED_BOOK } from './worlds.ts';

const LENIENT = { policy: { ...POLICY, highUsageFloor: null, comparableAccountsAtLeast: null } };

/** A deal of one month and one fee, so that revenue can be set to the nano-dollar. */
function oneMonth(sizing: Sizing, feeNanoUsd: bigint) {
  const price = { kind: 'platform-fee', feePerMonth: printMoney(feeNanoUsd) } as const;
  const fixed = { price, discount: '0', minimumPerMonth: null, ramp: [], oneOffFee: '0', termMonths: 1 };
  return estimateDeal(contextWith({ ...sizing, ...fixed }, LENIENT));
}

/** The least revenue in nano-USD at which a cost leaves a share of it, in thousandths. */
function leastRevenue(costNanoUsd: bigint, thousandths: bigint): bigint {
  const kept = 1_000n - thousandths;
  return (costNanoUsd * 1_000n + kept - 1n) / kept;
}

const affordable = anySizing()
  .map((sizing) => ({
    ...sizing,
    lines: sizing.lines.map((line) => ({ ...line, operations: 1 + ((line.operations ?? 0) % 9_999) })),
  }))
  .filter((sizing) => {
    const cost = parseMoney(oneMonth(sizing, 1n).month.costUsd ?? '0');
    return cost > 0n && cost < 10n ** 19n;
  });

describe('a whole deal at the edge of a rule', () => {
  const edges: [name: string, thousandths: bigint, above: string[], below: string[]][] = [
    ['the target', 700n, ['clear'], ['thin']],
    ['the floor', 600n, ['thin'], ['sign_off']],
    ['nothing left', 0n, ['sign_off'], ['loss']],
  ];

  it.each(edges)('%s: one nano-dollar of revenue decides', (_name, thousandths, above, below) => {
    fc.assert(
      fc.property(affordable, (sizing) => {
        const cost = parseMoney(oneMonth(sizing, 1n).month.costUsd ?? '0');
        const least = leastRevenue(cost, thousandths);
        expect(above).toContain(oneMonth(sizing, least).verdict.word);
        expect(below).toContain(oneMonth(sizing, least - 1n).verdict.word);
      }),
      { numRuns: 80 },
    );
  });

  it('"60.0" is never shown beside a sign-off for the floor', () => {
    fc.assert(
      fc.property(affordable, fc.bigInt({ min: -1_000n, max: 1_000n }), (sizing, step) => {
        const cost = parseMoney(oneMonth(sizing, 1n).month.costUsd ?? '0');
        const fee = leastRevenue(cost, 600n) + step;
        if (fee <= 0n) return;
        const { verdict, term } = oneMonth(sizing, fee);
        const shown = showPercent(term.grossMargin.percent, 'en-US');
        const isBelow = verdict.rules.some((rule) => rule.id === 'R1');
        expect(isBelow).toBe(step < 0n);
        if (isBelow) expect(shown).not.toBe('60.0%');
        expect(verdict.headline).toContain(`${term.grossMargin.percent?.replace('-', '')}% margin`);
      }),
      { numRuns: 80 },
    );
  });
});

describe('meters that the seed’s price book leaves out', () => {
  const kept = {
    ...SEED_BOOK,
    endpoints: SEED_BOOK.endpoints.map((profile) =>
      profile.id === '/download-video/'
        ? { ...profile, storageByteDays: 6_400_000 * 30, asrMs: 60_000 }
        : profile,
    ),
  };
  const lines = [lineOf('/download-video/', 1_000, { per: 'month' })];

  it('a used meter without a price makes the deal unknown, and names itself', () => {
    const { verdict, lines: shown } = estimateDeal(contextWith({ lines }, { rates: ratesWith(kept) }));
    expect(verdict.word).toBe('unknown');
    expect(verdict.sentence).toBe('The price book has no rate for storage_gb_month, asr_minute.');
    expect(shown.filter((line) => line.amountUsd === null).map((line) => line.meter)).toEqual([
      'storage_gb_month',
      'asr_minute',
    ]);
  });

  it('with a price they have a place of their own in the breakdown', () => {
    const { rates } = ratesPriced({ storage_gb_month: '0.023', asr_minute: '0.006' }).book;
    const { endpoints, verdict } = estimateDeal(
      contextWith({ lines }, { rates: ratesWith({ ...kept, rates }) }),
    );
    expect(endpoints[0]?.usd).toMatchObject({ storage: '0.1472', ai: '6', credits: '2.4' });
    expect(verdict.word).toBe('clear');
  });
});

describe('credit packs in a whole deal', () => {
  const packs = (otherCreditsPerMonth: number) =>
    ratesWith({
      creditPacks: {
        otherCreditsPerMonth,
        usdPerCredit: [
          { upTo: 100_000, price: '0.0008' },
          { upTo: 1_000_000, price: '0.0004' },
          { upTo: null, price: '0.0001' },
        ],
      },
    });
  const creditsOf = (rates: ReturnType<typeof packs>, changes: Partial<Sizing> = {}) =>
    estimateDeal(contextWith(changes, { rates })).endpoints.map((endpoint) => endpoint.usd.credits);

  it('the deal climbs behind everyone else, in the first month and in every other', () => {
    expect(creditsOf(packs(0))).toEqual(['24']);
    expect(creditsOf(packs(90_000))).toEqual(['16']);
    expect(creditsOf(packs(100_000))).toEqual(['12']);
    expect(creditsOf(packs(990_000))).toEqual(['6']);
    expect(creditsOf(packs(5_000_000))).toEqual(['3']);
    const grown = estimateDeal(
      contextWith({ growthPerMonth: '1', termMonths: 2 }, { rates: packs(990_000) }),
    );
    const [first, second] = grown.months.map((month) => parseMoney(month.costUsd ?? '0'));
    const shared = [30_000n, 60_000n].map(
      (own) => (3_000_000_000_000n * own + 7_500_000n + own) / (2n * (7_500_000n + own)),
    );
    expect((first ?? 0n) - (shared[0] ?? 0n)).toBe(6_000_000_000n + 30_000n * 4_612n);
    expect((second ?? 0n) - (shared[1] ?? 0n)).toBe(9_000_000_000n + 60_000n * 4_612n);
  });

  it('endpoints pay the same average, to the nano-dollar', () => {
    const lines = [lineOf('/userid/', 500), lineOf('/userinfo-by-id/', 500)];
    expect(creditsOf(packs(90_000), { lines })).toEqual(['8', '8']);
  });

  it('a lever saves at the end of the ladder, where the last credits are cheapest', () => {
    const levers = [{ kind: 'dedupe' as const, share: '0.5' }];
    const lines = [lineOf('/userinfo-by-id/', 1_000, { levers })];
    const { levers: effects } = estimateDeal(contextWith({ lines }, { rates: packs(90_000) }));
    expect(parseMoney(effects[0]?.savedUsd ?? '0')).toBe(6_000_000_000n + 15_000n * 4_612n);
  });

  it('the savings of many lines never exceed what the credits cost', () => {
    const levers = [{ kind: 'dedupe' as const, share: '1' }];
    const lines = ['/userid/', '/userinfo-by-id/', '/user-posts/'].map((id) => lineOf(id, 1_000, { levers }));
    const bare = lines.map((line) => ({ ...line, levers: [] }));
    const rates = packs(0);
    const saved = estimateDeal(
      contextWith({ lines: [...lines, lineOf('/post-detail/', 1)] }, { rates }),
    ).levers;
    const before = estimateDeal(contextWith({ lines: [...bare, lineOf('/post-detail/', 1)] }, { rates }));
    const total = saved.reduce((sum, effect) => sum + parseMoney(effect.savedUsd), 0n);
    const spent = before.lines.reduce((sum, line) => sum + parseMoney(line.amountUsd ?? '0'), 0n);
    expect(total).toBeLessThan(spent);
  });
});
