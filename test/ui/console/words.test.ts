import { describe, expect, it } from 'vitest';
import { place, ROW_SCALE, scaleFor } from '../../../ui/console/src/components/margin-scale.ts';
import { costTable } from '../../../ui/console/src/features/review/cost-table-rows.ts';
import { marginLines } from '../../../ui/console/src/features/review/margin-line-points.ts';
import { showDay, showDistance } from '../../../ui/console/src/words/show-day.ts';
import { showWholeDollars } from '../../../ui/console/src/words/show-dollars.ts';
import { showAge, showMoment } from '../../../ui/console/src/words/show-time.ts';
import { estimateOf, RATES } from './stand-in/demo-book.ts';
import { demoDeals } from './stand-in/demo-sizings.ts';

const NOON = Date.parse('2026-11-21T12:00:00Z');

describe('times', () => {
  it.each([
    ['2026-11-21T11:59:48Z', '12 s'],
    ['2026-11-21T11:18:00Z', '42 min'],
    ['2026-11-20T10:00:00Z', '26 h'],
    ['2026-11-18T12:00:00Z', '3 d'],
    ['2026-11-21T12:05:00Z', '0 s'],
    ['soon', 'soon'],
  ])('%s was %s ago', (at, age) => {
    expect(showAge(at, NOON)).toBe(age);
  });

  it('never moves a calendar day into another time zone', () => {
    expect(showDay('2026-11-27')).toBe('Fri, Nov 27, 2026');
    expect(showDay('someday')).toBe('someday');
    expect(showMoment('never')).toBe('never');
  });

  it.each([
    ['2026-11-27', 'in 6 d'],
    ['2026-11-21', 'today'],
    ['2026-11-19', '2 d overdue'],
    ['', ''],
  ])('%s is %s', (day, distance) => {
    expect(showDistance(day, NOON)).toBe(distance);
  });
});

describe('figures', () => {
  it.each([
    ['74234.87', '$74,235'],
    ['0', '$0'],
    ['0.4', 'under $1'],
    ['-1286.5', '−$1,286'],
    ['9007199254740993.25', '$9,007,199,254,740,993'],
  ])('%s in whole dollars is %s', (usd, shown) => {
    expect(showWholeDollars(usd)).toBe(shown);
  });

  it('draws a margin where it stands, and clips what is off the scale', () => {
    expect(place('-160.3', ROW_SCALE)).toEqual({ x: 0, clipped: 'left' });
    expect(place('20.0', ROW_SCALE)).toEqual({ x: 50, clipped: null });
    expect(place('60.0', scaleFor('19.9'))).toEqual({ x: 60, clipped: null });
    expect(place('-40.0', scaleFor('-160.3'))).toEqual({ x: 50, clipped: null });
  });

  it('leaves a gap for a month without a margin', () => {
    const [deal] = demoDeals(RATES);
    if (!deal) throw new Error('the demo has deals');
    const estimate = estimateOf(deal, RATES);
    const months = estimate.months.map((month) =>
      month.month === 5 ? { ...month, marginPercent: null } : month,
    );
    expect(marginLines({ ...estimate, months }).expected).toHaveLength(2);
    expect(marginLines(estimate).expected).toHaveLength(1);
  });

  it('has nothing to add up where nothing is used', () => {
    expect(costTable({ endpoints: [] })).toMatchObject({ rows: [], total: { cents: 0n, exactUsd: '0' } });
  });
});
