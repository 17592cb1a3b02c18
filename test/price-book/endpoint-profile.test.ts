import { cost, EndpointProfile } from '@dealfloor/price-book';
import { describe, expect, it } from 'vitest';
import { metersOfCall, metersOfHit } from '../../price-book/endpoint-profile.ts';
import { cutBySteps, stepsOf } from '../../price-book/tier.ts';
import { usageLines } from '../../price-book/usage.ts';
import { ratesWith, SEED_BOOK } from './worlds.ts';

const PROFILE = EndpointProfile.parse({
  id: '/x/',
  label: 'X',
  group: 'Posts',
  billable: true,
  milliCredits: 1_500,
  pages: { typical: 1, heavy: 2 },
  responseBytes: 100,
  workerMs: 7,
  dbWrites: 0,
  dbReads: 3,
  llmInputTokens: 0,
  llmOutputTokens: 0,
  cache: { ttlMinutes: { least: 5, most: 15 }, defaultHitShare: '0.5', hit: null },
  source: 'assumed',
});

describe('what a call uses', () => {
  it('is listed by meter in whole base units, and what it does not use is left out', () => {
    expect(metersOfCall(PROFILE)).toEqual([
      ['credit', 1_500n],
      ['db_read', 3n],
      ['worker_sec', 7n],
      ['egress_gb', 100n],
    ]);
  });

  it('speech and storage default to none, and count when they are there', () => {
    expect([PROFILE.asrMs, PROFILE.storageByteDays]).toEqual([0, 0]);
    const kept = { ...PROFILE, asrMs: 60_000, storageByteDays: 400 * 365 };
    expect(metersOfCall(kept)).toContainEqual(['asr_minute', 60_000n]);
    expect(metersOfCall(kept)).toContainEqual(['storage_gb_month', 146_000n]);
  });
});

describe('what a cache hit uses', () => {
  it('is the database reads alone, unless the profile says otherwise, and never a credit', () => {
    expect(metersOfHit(PROFILE)).toEqual([['db_read', 3n]]);
    const hit = { dbReads: 1, dbWrites: 2, workerMs: 3, responseBytes: 4 };
    const own = EndpointProfile.parse({ ...PROFILE, cache: { ...PROFILE.cache, hit } });
    expect(metersOfHit(own)).toEqual([
      ['db_write', 2n],
      ['db_read', 1n],
      ['worker_sec', 3n],
      ['egress_gb', 4n],
    ]);
  });

  it('where no copy is ever served there is no other price for it either', () => {
    expect(metersOfHit({ ...PROFILE, cache: null })).toEqual([['db_read', 3n]]);
  });

  it('joins the calls of its endpoint meter by meter, and each line is rounded once', () => {
    const hit = { dbReads: 0, dbWrites: 0, workerMs: 0, responseBytes: 100 };
    const profile = { ...PROFILE, cache: { ttlMinutes: { least: 5, most: 15 }, defaultHitShare: '0', hit } };
    const rates = ratesWith({ endpoints: [profile, ...SEED_BOOK.endpoints] });
    const lines = usageLines(rates, [{ endpoint: '/x/', calls: 1n, hits: 2n, billableCalls: 1n }]);
    expect(lines.find((line) => line.meter === 'egress_gb')?.quantity).toBe(300n);
    const egress = cost(rates, lines, 'ours').lines.find((line) => line.meter === 'egress_gb');
    expect(egress?.amountNanoUsd).toBe(26n);
  });
});

describe('a ladder is cut at its steps', () => {
  const steps = stepsOf([
    { upTo: 10, price: '3' },
    { upTo: 20, price: '2' },
    { upTo: null, price: '1' },
  ]);
  const cut = (from: bigint, to: bigint) =>
    cutBySteps(steps, from * 1_000n, to * 1_000n).map(({ price, milliUnits }) => [
      price.numerator / 1_000_000_000n,
      milliUnits / 1_000n,
    ]);

  it.each<[bigint, bigint, [bigint, bigint][]]>([
    [0n, 0n, []],
    [0n, 1n, [[3n, 1n]]],
    [0n, 10n, [[3n, 10n]]],
    [
      0n,
      11n,
      [
        [3n, 10n],
        [2n, 1n],
      ],
    ],
    [
      0n,
      25n,
      [
        [3n, 10n],
        [2n, 10n],
        [1n, 5n],
      ],
    ],
    [10n, 11n, [[2n, 1n]]],
    [10n, 20n, [[2n, 10n]]],
    [
      15n,
      25n,
      [
        [2n, 5n],
        [1n, 5n],
      ],
    ],
    [20n, 21n, [[1n, 1n]]],
    [100n, 100n, []],
    [100n, 200n, [[1n, 100n]]],
  ])('from %s to %s', (from, to, pieces) => {
    expect(cut(from, to)).toEqual(pieces);
  });

  it('is counted in thousandths, so that 10.5 lies half a unit above the first step', () => {
    expect(cutBySteps(steps, 0n, 10_500n).map((piece) => piece.milliUnits)).toEqual([10_000n, 500n]);
  });
});
