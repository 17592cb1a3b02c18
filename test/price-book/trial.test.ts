import { estimateDeal, type Sizing, trialCost } from '@dealfloor/price-book';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runInputOf } from '../../price-book/context.ts';
import { contextWith, lineOf, ratesPriced, ratesWith } from './worlds.ts';

type Trial = NonNullable<Sizing['trial']>;

function trialOf(trial: Trial, lines: Sizing['lines'], changes: Partial<Sizing> = {}) {
  const context = contextWith({ keyMode: 'hybrid', plan: 'own-key', trial, lines, ...changes });
  return trialCost(runInputOf(context));
}

describe('a trial on our key before month 1', () => {
  const profiles = [lineOf('/userinfo-by-id/', 1_000)];

  it('costs its credits at our price and its share of the pool of those days', () => {
    const trial = trialOf({ days: 30, capCallsPerDay: 5_000 }, profiles);
    expect(trial).toEqual({ days: 30, upstreamCalls: 30_000n, capped: false, costNanoUsd: 30_114_455_618n });
  });

  it('pool and everyone else’s calls are those of the same days', () => {
    const variable = 1_000n * 804_612n;
    const oneDay = trialOf({ days: 1, capCallsPerDay: 5_000 }, profiles);
    expect((oneDay?.costNanoUsd ?? 0n) - variable).toBe(199_203_187n);
  });

  it('T25: the cap counts upstream calls per day, across all endpoints, and cuts them in proportion', () => {
    const lines = [lineOf('/userinfo-by-id/', 6_000), lineOf('/user-posts/', 1_000, { pages: 4 })];
    const trial = trialOf({ days: 10, capCallsPerDay: 5_000 }, lines);
    expect(trial).toMatchObject({ upstreamCalls: 50_000n, capped: true });
  });

  it('exactly at the cap nothing is cut', () => {
    const lines = [lineOf('/userinfo-by-id/', 5_000)];
    expect(trialOf({ days: 2, capCallsPerDay: 5_000 }, lines)).toMatchObject({
      upstreamCalls: 10_000n,
      capped: false,
    });
    expect(trialOf({ days: 2, capCallsPerDay: 4_999 }, lines)).toMatchObject({
      upstreamCalls: 9_998n,
      capped: true,
    });
  });

  it('each endpoint is rounded up once over the trial and not once a day', () => {
    const lines = [lineOf('/userid/', 1), lineOf('/userinfo-by-id/', 1), lineOf('/user-posts/', 1)];
    expect(trialOf({ days: 10, capCallsPerDay: 1 }, lines)?.upstreamCalls).toBe(12n);
  });

  it('an add-on is no upstream call: the cap neither counts nor cuts it', () => {
    const lines = [lineOf('/userid/', 10), lineOf('llm:comment-summary', 10)];
    const context = contextWith({ keyMode: 'hybrid', trial: { days: 1, capCallsPerDay: 5 }, lines });
    const { trial } = estimateDeal(context);
    expect(trial).toMatchObject({ calls: '5', capped: true });
    expect(Number(trial?.costUsd)).toBeGreaterThan(0.135);
  });

  it('a monthly volume is spread over 30 days', () => {
    const lines = [lineOf('/userid/', 3_000, { per: 'month' })];
    expect(trialOf({ days: 14, capCallsPerDay: 5_000 }, lines)?.upstreamCalls).toBe(1_400n);
  });

  it('levers act in the trial too', () => {
    const levers = [{ kind: 'dedupe' as const, share: '0.25' }];
    const trial = trialOf({ days: 4, capCallsPerDay: 5_000 }, [lineOf('/userid/', 100, { levers })]);
    expect(trial?.upstreamCalls).toBe(300n);
  });

  it('does not grow and is no part of the term', () => {
    const changes = { growthPerMonth: '1', termMonths: 3 } as const;
    const grown = trialOf({ days: 14, capCallsPerDay: 5_000 }, profiles, changes);
    expect(grown).toEqual(trialOf({ days: 14, capCallsPerDay: 5_000 }, profiles));
    const trial = { days: 14, capCallsPerDay: 5_000 };
    const hybrid = estimateDeal(contextWith({ keyMode: 'hybrid', trial }));
    const own = estimateDeal(contextWith({ keyMode: 'byo' }));
    expect(hybrid.term).toEqual(own.term);
    expect(hybrid.month).toEqual(own.month);
    expect(own.trial).toBeNull();
  });

  it('is unknown when a volume, a rate or the pool is', () => {
    const trial = { days: 14, capCallsPerDay: 5_000 };
    expect(trialOf(trial, [lineOf('/userid/', null)])?.costNanoUsd).toBeNull();
    for (const rates of [ratesPriced({ credit: undefined }), ratesWith({ sharedPool: null })]) {
      expect(estimateDeal(contextWith({ keyMode: 'hybrid', trial }, { rates })).trial?.costUsd).toBeNull();
    }
  });

  it('never exceeds its cap by more than a call per endpoint', () => {
    const ids = ['/userid/', '/userinfo-by-id/', '/user-posts/', '/post-detail/'];
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 10_000 }), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 90 }),
        fc.integer({ min: 1, max: 20_000 }),
        (operations, days, capCallsPerDay) => {
          const lines = operations.map((each, index) => lineOf(ids[index] ?? '', each));
          const trial = trialOf({ days, capCallsPerDay }, lines);
          const cap = BigInt(capCallsPerDay) * BigInt(days);
          expect(trial?.upstreamCalls).toBeLessThan(cap + BigInt(lines.length) + 1n);
        },
      ),
    );
  });
});
