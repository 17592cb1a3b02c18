import type { Trail, Try } from '@dealfloor/price-book';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trailOf } from '../../../server/sign-offs/sum-up-tries.ts';

const LINES = { floor: '0.6', target: '0.7' };
const START_MS = Date.parse('2026-11-19T10:00:00.000Z');
const TOM = { userId: '1', name: 'Tom Okafor' };

function tried(marginPercent: string | null, secondsIn: number): Try {
  const at = new Date(START_MS + secondsIn * 1_000).toISOString();
  return { at, by: TOM, word: marginPercent === null ? 'unknown' : 'sign_off', marginPercent };
}

describe('the trail of tries', () => {
  it('says how many there were in which time, and how close the last ones came', () => {
    const far = Array.from({ length: 19 }, (_, index) => tried('41.3', index * 25));
    const close = ['59.5', '59.6', '59.8', '59.9', '60.0', '60.1'].map((percent, index) =>
      tried(percent, 475 + index * 25),
    );
    const trail = trailOf([...far, ...close], LINES);
    expect(trail.sentence).toBe('25 tries in 10 minutes; the last 6 within 0.5 pp of the floor.');
    expect(trail.near).toEqual({ underFloor: 4, overFloor: 2, underTarget: 0, overTarget: 0 });
    expect([trail.firstAt, trail.lastAt]).toEqual([far[0]?.at, close.at(-1)?.at]);
  });

  it('tells the last sitting apart from the days before it', () => {
    const before = [tried('50.0', 0), tried('51.0', 60)];
    const now = [tried('69.6', 90_000), tried('69.9', 90_060)];
    expect(trailOf([...before, ...now], LINES).sentence).toBe(
      '2 tries in 1 minute, 4 in all; the last 2 within 0.5 pp of the target.',
    );
    expect(trailOf([...before, tried('50.0', 90_000)], LINES).sentence).toBe('3 tries.');
  });

  it('is silent about a single try, and takes no margin for none', () => {
    expect(trailOf([], LINES)).toMatchObject({ count: 0, sentence: null, firstAt: null, tries: [] });
    expect(trailOf([tried('59.9', 0)], LINES).sentence).toBeNull();
    expect(trailOf([tried(null, 0), tried(null, 1)], LINES).sentence).toBe('2 tries within a minute.');
  });

  it('counts every try, lists the newest hundred, and puts each near one on one side of a line', () => {
    const tenths = fc.integer({ min: -2_000, max: 1_000 });
    const percents = fc.array(fc.option(tenths, { freq: 10 }), { maxLength: 130 });
    fc.assert(
      fc.property(percents, (all) => {
        const texts = all.map((tenth) => (tenth === null ? null : percentText(tenth)));
        const trail = trailOf(texts.map(tried), LINES);
        expect(trail.count).toBe(all.length);
        expect(trail.tries.map(({ at }) => at)).toEqual(newestOf(texts.map(tried)));
        expect(trail.near).toEqual(countedByHand(all));
      }),
      { numRuns: 2_000 },
    );
  });
});

function percentText(tenths: number): string {
  const size = Math.abs(tenths);
  return `${tenths < 0 ? '-' : ''}${Math.floor(size / 10)}.${size % 10}`;
}

function newestOf(tries: readonly Try[]): string[] {
  return tries
    .slice(-100)
    .map(({ at }) => at)
    .reverse();
}

function countedByHand(tenths: readonly (number | null)[]): Trail['near'] {
  const within = (from: number, to: number) =>
    tenths.filter((tenth) => tenth !== null && tenth >= from && tenth <= to).length;
  return {
    underFloor: within(590, 599),
    overFloor: within(600, 610),
    underTarget: within(690, 699),
    overTarget: within(700, 710),
  };
}
