import { describe, expect, it } from 'vitest';
import { dayOf, hubspotDate, neededByDefault } from '../../ui/hubspot/src/app/cards/sign-off/needed-by.ts';

describe('needed by', () => {
  it.each<[string | null, string, string]>([
    ['2026-12-15', '2026-12-08', 'five business days before the close'],
    ['2026-12-14T12:00:00.000Z', '2026-12-07', 'HubSpot’s close date carries a time'],
    ['2026-12-13', '2026-12-07', 'from a Sunday'],
    ['2026-11-24', '2026-11-21', 'never before today'],
    ['2020-01-01', '2026-11-21', 'a close date long past'],
    [null, '2026-11-27', 'no close date: five business days from today'],
  ])('%s: %s (%s)', (closeDate, expected) => {
    expect(neededByDefault(closeDate, '2026-11-21')).toBe(expected);
  });

  it('travels through HubSpot’s month, which counts from 0', () => {
    expect(hubspotDate('2026-01-31')).toEqual({ year: 2026, month: 0, date: 31 });
    expect(dayOf(hubspotDate('2028-02-29'))).toBe('2028-02-29');
  });
});
