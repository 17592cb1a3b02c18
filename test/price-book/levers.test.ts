import { estimateDeal, type Lever, parseMoney, type Sizing } from '@dealfloor/price-book';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyLever, flowOf } from '../../price-book/apply-levers.ts';
import { compare, divide, type Ratio, ratioOf, whole } from '../../price-book/ratio.ts';
import { anySizing, lever, savingLever, share } from './arbitraries.ts';
import { contextWith, lineOf, ratesPriced } from './worlds.ts';

/** Calls per operation and hits per operation after some levers, as plain numbers. */
function afterLevers(levers: Lever[], pages = 1) {
  const flow = levers.reduce(applyLever, flowOf('/post-detail/', whole(1_000), pages));
  const number = ({ numerator, denominator }: Ratio) => Number(numerator) / Number(denominator) / 1_000;
  return {
    calls: number(flow.calls),
    hits: number(flow.hits),
    elsewhere: flow.elsewhere.map(({ endpoint, calls }) => [endpoint, number(calls)]),
  };
}

function estimateWith(lines: Sizing['lines']) {
  return estimateDeal(contextWith({ lines }));
}

describe('what each lever does to 1,000 calls', () => {
  it.each<[string, Lever, number]>([
    ['dedupe 60 of 200 ids', { kind: 'dedupe', share: '0.3' }, 0.7],
    ['drop what nobody reads', { kind: 'drop-unread', share: '0.18' }, 0.82],
    ['poll a third as often', { kind: 'cadence-tier', keptShare: '0.333' }, 0.333],
    ['a cache that answers six in ten', { kind: 'cache', hitShare: '0.6', ttlMinutes: 10 }, 0.4],
    ['off-peak moves calls and saves none', { kind: 'off-peak' }, 1],
    ['pages that are already fewer are not capped', { kind: 'sampling-cap', pagesAtMost: 5 }, 1],
  ])('%s', (_name, chosen, left) => {
    expect(afterLevers([chosen]).calls).toBeCloseTo(left, 12);
  });

  it('a sampling cap of 10 pages leaves a tenth of 100', () => {
    expect(afterLevers([{ kind: 'sampling-cap', pagesAtMost: 10 }], 100).calls).toBe(10);
  });

  it('one list call replaces 35 detail calls', () => {
    const listed: Lever = {
      kind: 'list-instead-of-detail',
      share: '1',
      listEndpoint: '/user-posts/',
      itemsPerListCall: 35,
    };
    const { calls, elsewhere } = afterLevers([listed]);
    expect(calls).toBe(0);
    expect(elsewhere[0]?.[0]).toBe('/user-posts/');
    expect(elsewhere[0]?.[1]).toBeCloseTo(1 / 35, 12);
    expect(afterLevers([{ ...listed, listEndpoint: null }]).elsewhere).toEqual([]);
  });

  it('T29: the /userid/ probe costs a call itself: 1.20 credits per read where 20 % exist, against 1.00', () => {
    const probe: Lever = { kind: 'existence-probe', probeEndpoint: '/userid/', goneShare: '0.8' };
    const { calls, elsewhere } = afterLevers([probe]);
    const probes = Number(elsewhere[0]?.[1]);
    expect(calls + probes).toBeCloseTo(1.2, 12);
    const [effect] = estimateWith([lineOf('/userinfo-by-id/', 1_000, { levers: [probe] })]).levers;
    expect(effect?.sentence).toBe('Costs more than it saves.');
  });

  it.each([
    ['1', 3, 'Saves nothing.'],
    ['0.5', 6, 'Costs more than it saves.'],
    ['0.2', 15, 'Costs more than it saves.'],
  ])(
    'T30: pre-warming three calls where %s is opened costs %i credits per opened page',
    (opened, credits, sentence) => {
      const levers: Lever[] = [{ kind: 'pre-warm', openedShare: opened }];
      expect(afterLevers(levers, 3).calls).toBe(credits);
      const { levers: effects } = estimateWith([lineOf('/user-posts/', 1_000, { pages: 3, levers })]);
      expect(effects[0]?.sentence).toBe(sentence);
    },
  );

  it.each([
    ['0.1', 1, 5, 1.5],
    ['1', 1, 1, 2],
    ['0', 1, 1, 1],
    ['0.25', 0, 4, 1],
  ])(
    'T31: polling costs the probes and the changed pages (%s changed, %i probes, %i pages)',
    (changed, probes, pages, calls) => {
      const delta: Lever = { kind: 'delta-polling', changedShare: changed, probeCalls: probes };
      expect(afterLevers([delta], pages).calls).toBeCloseTo(calls, 12);
    },
  );
});

describe('T35: levers act in order, each on what is left', () => {
  const cache: Lever = { kind: 'cache', hitShare: '0.5', ttlMinutes: 10 };
  const dedupe: Lever = { kind: 'dedupe', share: '0.4' };
  const cadence: Lever = { kind: 'cadence-tier', keptShare: '0.5' };

  it('three levers of 50, 40 and 50 % leave 15 %, not less than nothing', () => {
    const { calls, hits } = afterLevers([cache, dedupe, cadence]);
    expect(calls).toBeCloseTo(0.15, 12);
    expect(hits).toBeCloseTo(0.5, 12);
  });

  it('the order decides what a cache still has to answer', () => {
    expect(afterLevers([dedupe, cache]).hits).toBeCloseTo(0.3, 12);
    expect(afterLevers([cache, dedupe]).hits).toBeCloseTo(0.5, 12);
  });

  it('each saving is counted once: the second lever saves less than it would alone', () => {
    const both = estimateWith([lineOf('/userinfo-by-id/', 1_000, { levers: [dedupe, cadence] })]).levers;
    const alone = estimateWith([lineOf('/userinfo-by-id/', 1_000, { levers: [cadence] })]).levers;
    const [first, second] = both.map((effect) => parseMoney(effect.savedUsd));
    expect(first).toBe(9_655_344_000n);
    expect(second).toBe(7_241_508_000n);
    expect(parseMoney(alone[0]?.savedUsd ?? '0')).toBe(12_069_180_000n);
  });

  it('a cache hit is priced by its database reads, costs no credit and is not billable', () => {
    const whole = estimateWith([lineOf('/userid/', 1_000, { levers: [{ ...cache, hitShare: '1' }] })]);
    expect(whole.lines).toContainEqual({
      endpoint: '/userid/',
      meter: 'db_read',
      quantity: '30000',
      amountUsd: '0.012',
    });
    expect(whole.month).toMatchObject({ costUsd: '0.012' });
    expect(whole.endpoints[0]).toMatchObject({ calls: '0', cacheHits: '30000', milliCredits: '0' });
    expect(whole.shared?.ownCalls).toBe('0');
  });

  it('a deduped call costs nothing at all', () => {
    const none = estimateWith([
      lineOf('/userid/', 1_000, { levers: [{ kind: 'dedupe', share: '1' }] }),
      lineOf('/userinfo-by-id/', 1),
    ]);
    expect(none.endpoints[0]).toMatchObject({ calls: '0', totalUsd: '0' });
  });
});

const levered = anySizing(savingLever).filter((sizing) =>
  sizing.lines.some((line) => line.levers.length > 0),
);

describe('for any sizing', () => {
  const bare = (sizing: Sizing) => ({
    ...sizing,
    lines: sizing.lines.map((line) => ({ ...line, levers: [] })),
  });
  const variable = (sizing: Sizing) =>
    estimateDeal(contextWith(sizing)).lines.reduce(
      (sum, line) => sum + parseMoney(line.amountUsd ?? '0'),
      0n,
    );

  it('the savings sum to the cost without levers less the cost with them, to the nano-dollar', () => {
    fc.assert(
      fc.property(anySizing(lever), (sizing) => {
        const { levers } = estimateDeal(contextWith(sizing));
        const saved = levers.reduce((sum, effect) => sum + parseMoney(effect.savedUsd), 0n);
        const hasLevers = sizing.lines.some((line) => line.levers.length > 0);
        expect(saved).toBe(hasLevers ? variable(bare(sizing)) - variable(sizing) : 0n);
      }),
      { numRuns: 60 },
    );
  });

  it('levers that only save calls never save more than there was, and none of them costs', () => {
    fc.assert(
      fc.property(levered, (sizing) => {
        const { levers } = estimateDeal(contextWith(sizing));
        const saved = levers.map((effect) => parseMoney(effect.savedUsd));
        expect(saved.every((amount) => amount >= 0n)).toBe(true);
        expect(saved.reduce((sum, amount) => sum + amount, 0n)).toBeLessThanOrEqual(variable(bare(sizing)));
      }),
      { numRuns: 60 },
    );
  });

  it('calls are never negative, whatever the levers', () => {
    fc.assert(
      fc.property(fc.array(lever, { maxLength: 8 }), fc.integer({ min: 1, max: 50 }), (levers, pages) => {
        const flow = levers.reduce(applyLever, flowOf('/a/', whole(7), pages));
        expect(flow.calls.numerator >= 0n && flow.calls.denominator > 0n).toBe(true);
        expect(flow.hits.numerator >= 0n).toBe(true);
      }),
    );
  });

  it('dedupe keeps exactly the other share', () => {
    fc.assert(
      fc.property(share, (part) => {
        const flow = applyLever(flowOf('/a/', whole(1), 1), { kind: 'dedupe', share: part });
        const kept = divide(flow.calls, whole(1));
        const lost = ratioOf(part);
        const sum = {
          numerator: kept.numerator * lost.denominator + lost.numerator * kept.denominator,
          denominator: kept.denominator * lost.denominator,
        };
        expect(compare(sum, whole(1))).toBe(0n);
      }),
    );
  });
});

describe('what cannot be known is not called a saving', () => {
  it('without a rate for a used meter no effect is told', () => {
    const lines = [lineOf('/userinfo-by-id/', 10, { levers: [{ kind: 'dedupe', share: '0.5' }] })];
    const rates = ratesPriced({ worker_sec: undefined });
    expect(estimateDeal(contextWith({ lines }, { rates })).levers).toEqual([]);
  });

  it('a line without a volume has no effect to tell', () => {
    const levers: Lever[] = [{ kind: 'dedupe', share: '0.5' }];
    const lines = [lineOf('/userinfo-by-id/', null, { levers }), lineOf('/user-posts/', 10, { levers })];
    expect(estimateWith(lines).levers.map((effect) => effect.line)).toEqual([1]);
  });
});
