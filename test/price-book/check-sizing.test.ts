import { checkSizing, estimateDeal, type Lever, type Sizing } from '@dealfloor/price-book';
import { describe, expect, it } from 'vitest';
import { contextWith, lineOf, SEED_RATES, sizingWith } from './worlds.ts';

function issuesOf(changes: Partial<Sizing>): [string, string][] {
  return checkSizing(sizingWith(changes), SEED_RATES).map(({ path, message }) => [path, message]);
}

const withLever = (lever: Lever, endpoint = '/userid/') => ({
  lines: [lineOf(endpoint, 1, { levers: [lever] })],
});
const cache = (ttlMinutes: number): Lever => ({ kind: 'cache', hitShare: '0.5', ttlMinutes });

describe('a sizing is checked against the price book', () => {
  it('nothing to say about one that it can serve', () => {
    expect(issuesOf({})).toEqual([]);
    expect(issuesOf({ useCase: 'nightly-refresh' })).toEqual([]);
  });

  it.each<[string, Partial<Sizing>, string, string]>([
    ['an unknown plan', { plan: 'gold' }, 'plan', 'The price book has no such plan.'],
    ['an unknown use case', { useCase: 'magic' }, 'useCase', 'The price book has no such use case.'],
    [
      'an unknown endpoint',
      { lines: [lineOf('/x/', 1)] },
      'lines.0.endpoint',
      'The price book has no such endpoint.',
    ],
    [
      'a list endpoint that is not there',
      withLever({ kind: 'list-instead-of-detail', share: '1', listEndpoint: '/x/', itemsPerListCall: 35 }),
      'lines.0.levers.0',
      'The price book has no such endpoint.',
    ],
    [
      'a probe that is not there',
      withLever({ kind: 'existence-probe', probeEndpoint: '/x/', goneShare: '0.1' }),
      'lines.0.levers.0',
      'The price book has no such endpoint.',
    ],
    [
      'a cache where a copy may never be served',
      withLever(cache(10), '/post-comments/'),
      'lines.0.levers.0',
      'Comments, all pages: a copy may never be served from a cache.',
    ],
    [
      'a copy that is kept too short',
      withLever(cache(1_439)),
      'lines.0.levers.0.ttlMinutes',
      'Keep a copy for 1440 to 43200 minutes.',
    ],
    [
      'a copy that is kept too long',
      withLever(cache(43_201)),
      'lines.0.levers.0.ttlMinutes',
      'Keep a copy for 1440 to 43200 minutes.',
    ],
  ])('%s', (_name, changes, path, message) => {
    expect(issuesOf(changes)).toEqual([[path, message]]);
  });

  it('the ends of the range of a cache are inside it', () => {
    expect(issuesOf(withLever(cache(1_440)))).toEqual([]);
    expect(issuesOf(withLever(cache(43_200)))).toEqual([]);
  });

  it('a list that is fetched anyway needs no endpoint', () => {
    expect(
      issuesOf(
        withLever({ kind: 'list-instead-of-detail', share: '1', listEndpoint: null, itemsPerListCall: 35 }),
      ),
    ).toEqual([]);
  });

  it('says everything at once, each with its place', () => {
    const lines = [lineOf('/userid/', 1), lineOf('/x/', 1), lineOf('/userid/', 1, { levers: [cache(1)] })];
    expect(issuesOf({ plan: 'gold', lines }).map(([path]) => path)).toEqual([
      'plan',
      'lines.1.endpoint',
      'lines.2.levers.0.ttlMinutes',
    ]);
  });

  it('an endpoint that was never checked is a broken promise and not a price of zero', () => {
    expect(() => estimateDeal(contextWith({ lines: [lineOf('/x/', 1)] }))).toThrow(
      'invariant: endpoint /x/ was not checked against the price book',
    );
  });
});
