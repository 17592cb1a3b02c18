import { cost, estimateDeal } from '@dealfloor/price-book';
import { describe, expect, it } from 'vitest';
import { usageLines } from '../../price-book/usage.ts';
import { contextWith, lineOf, SEED_BOOK, SEED_RATES } from './worlds.ts';

/**
 * The published table, USD per 1,000 operations at typical pages. It adds a flat $0.20 of shared cost per 1,000 upstream
 * calls, which no screen shows; four digits under our key, three under the customer's.
 */
const PER_THOUSAND: [endpoint: string, pages: number, ourKey: string, ownKey: string][] = [
  ['/userid/', 1, '1.003', '0.203'],
  ['/userinfo-by-username/', 1, '1.005', '0.205'],
  ['/userinfo-by-id/', 1, '1.005', '0.205'],
  ['/user-posts/', 1, '1.047', '0.247'],
  ['/post-detail/', 1, '1.005', '0.205'],
  ['/post-comments/', 12, '12.40', '2.80'],
  ['/user-followers/', 5, '9.169', '1.17'],
  ['/user-following/', 3, '5.501', '0.701'],
  ['/user-stories/', 1, '1.811', '0.211'],
  ['/search-video/', 3, '5.546', '0.746'],
  ['/challenge-info-name/', 1, '1.003', '0.203'],
  ['/challenge-posts/', 1, '1.055', '0.255'],
  ['/music-info/', 1, '1.003', '0.203'],
  ['/download-video/', 1, '3.162', '0.762'],
  ['llm:comment-summary', 0, '13.53', '13.5'],
];

function publishedCost(endpoint: string, payer: 'ours' | 'customer'): number {
  const profile = SEED_BOOK.endpoints.find((candidate) => candidate.id === endpoint);
  const calls = BigInt(profile?.pages.typical ?? 0) * 1_000n;
  const lines = usageLines(SEED_RATES, [{ endpoint, calls, hits: 0n, billableCalls: calls }]);
  const flatShared = profile?.billable ? calls * 200_000n : 0n;
  return Number((cost(SEED_RATES, lines, payer).variableNanoUsd ?? 0n) + flatShared) / 1e9;
}

describe('the published cost of a thousand operations', () => {
  it.each(PER_THOUSAND)(
    '%s, %i pages: $%s with our key, $%s with theirs',
    (endpoint, pages, ourKey, ownKey) => {
      expect(publishedCost(endpoint, 'ours').toPrecision(4)).toBe(ourKey);
      expect(publishedCost(endpoint, 'customer').toPrecision(3)).toBe(ownKey);
      const profile = SEED_BOOK.endpoints.find((candidate) => candidate.id === endpoint);
      expect(profile?.pages.typical).toBe(Math.max(pages, 1));
    },
  );

  it('the difference between the two keys is exactly the credits', () => {
    for (const { id, milliCredits, pages } of SEED_BOOK.endpoints) {
      const calls = BigInt(pages.typical);
      const lines = usageLines(SEED_RATES, [{ endpoint: id, calls, hits: 0n, billableCalls: calls }]);
      const ours = cost(SEED_RATES, lines, 'ours').variableNanoUsd ?? 0n;
      const theirs = cost(SEED_RATES, lines, 'customer').variableNanoUsd ?? 0n;
      expect(ours - theirs).toBe(calls * BigInt(milliCredits) * 800n);
    }
  });
});

describe('what the leaderboard of the source documents comes to', () => {
  const LEADERBOARD: [what: string, calls: number, percent: string][] = [
    ['/post-detail/', 82_400, '40.6'],
    ['/userinfo-by-username/', 31_200, '15.4'],
    ['/user-posts/', 28_900, '14.2'],
    ['/search-video/', 19_000, '9.4'],
    ['/user-followers/', 12_500, '6.2'],
    ['/post-comments/', 10_200, '5.0'],
    ['everything else', 18_900, '9.3'],
  ];
  const total = LEADERBOARD.reduce((sum, [, calls]) => sum + calls, 0);

  it('T33: it sums to 203,100 calls a day', () => {
    expect(total).toBe(203_100);
  });

  it.each(LEADERBOARD)('T33: %s, %i calls a day, is %s %% of them', (_what, calls, percent) => {
    expect(((calls / total) * 100).toFixed(1)).toBe(percent);
  });

  it('T33: an endpoint with two credits a call has twice its share of the spend', () => {
    const lines = [lineOf('/userinfo-by-id/', 1_000), lineOf('/user-stories/', 1_000)];
    const [single, double] = estimateDeal(contextWith({ lines })).endpoints;
    expect([single?.usd.credits, double?.usd.credits]).toEqual(['24', '48']);
    expect([single?.calls, double?.calls]).toEqual(['30000', '30000']);
  });
});
