import { BusinessHours } from '@dealfloor/price-book';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addBusinessHours,
  businessHoursBetween,
  refuseUnknownZone,
} from '../../../server/sign-offs/business-hours.ts';

const OFFICE: BusinessHours = {
  timeZone: 'UTC',
  opens: '09:00',
  closes: '17:00',
  days: [1, 2, 3, 4, 5],
  holidays: ['2026-12-25', '2027-01-01'],
};
const BERLIN: BusinessHours = { ...OFFICE, timeZone: 'Europe/Berlin' };
const NIGHTS: BusinessHours = {
  timeZone: 'Europe/Berlin',
  opens: '01:00',
  closes: '05:00',
  days: [1, 2, 3, 4, 5, 6, 7],
  holidays: [],
};

describe('an answer is due after so many open hours', () => {
  const cases: [string, BusinessHours, string, number, string][] = [
    ['within one day', OFFICE, '2026-11-19T10:14:00Z', 4, '2026-11-19T14:14:00Z'],
    ['a whole day ends when the office closes', OFFICE, '2026-11-19T09:00:00Z', 8, '2026-11-19T17:00:00Z'],
    ['over night', OFFICE, '2026-11-18T10:14:00Z', 8, '2026-11-19T10:14:00Z'],
    ['over a weekend', OFFICE, '2026-11-20T16:30:00Z', 1, '2026-11-23T09:30:00Z'],
    ['asked on a Saturday', OFFICE, '2026-11-21T11:00:00Z', 8, '2026-11-23T17:00:00Z'],
    ['asked before the office opens', OFFICE, '2026-11-19T03:00:00Z', 1, '2026-11-19T10:00:00Z'],
    ['asked as the office closes', OFFICE, '2026-11-19T17:00:00Z', 1, '2026-11-20T10:00:00Z'],
    ['over a holiday and the weekend behind it', OFFICE, '2026-12-24T16:00:00Z', 2, '2026-12-28T10:00:00Z'],
    ['part of an hour, to the minute', OFFICE, '2026-11-19T16:50:00Z', 0.5, '2026-11-20T09:20:00Z'],
    ['in a zone of its own', BERLIN, '2026-11-19T15:00:00Z', 2, '2026-11-20T09:00:00Z'],
    ['over the spring change of clocks', BERLIN, '2026-03-27T15:00:00Z', 2, '2026-03-30T08:00:00Z'],
    ['over the autumn change of clocks', BERLIN, '2026-10-23T14:00:00Z', 2, '2026-10-26T09:00:00Z'],
    ['a night that spring makes shorter', NIGHTS, '2026-03-29T00:00:00Z', 4, '2026-03-30T00:00:00Z'],
    ['a night that autumn makes longer', NIGHTS, '2026-10-24T23:00:00Z', 5, '2026-10-25T04:00:00Z'],
  ];
  test.each(cases)('%s', (_, hours, from, added, due) => {
    expect(addBusinessHours(new Date(from), added, hours).toISOString()).toBe(new Date(due).toISOString());
    expect(businessHoursBetween(new Date(from), new Date(due), hours)).toBe(added);
  });
});

test('what spring skips lasts no time, what autumn repeats counts once from its first showing', () => {
  const skipped = { ...NIGHTS, opens: '02:00', closes: '03:00' };
  const day = [new Date('2026-03-28T23:00:00Z'), new Date('2026-03-29T22:00:00Z')] as const;
  expect(businessHoursBetween(...day, skipped)).toBe(0);
  expect(businessHoursBetween(...day, { ...NIGHTS, opens: '02:30', closes: '03:30' })).toBe(0.5);
  const autumn = [new Date('2026-10-24T22:00:00Z'), new Date('2026-10-25T23:00:00Z')] as const;
  expect(businessHoursBetween(...autumn, skipped)).toBe(2);
  expect(businessHoursBetween(...autumn, { ...NIGHTS, opens: '02:15', closes: '02:45' })).toBe(0.5);
});

test('a day that a zone left out has no hours', () => {
  const samoa = { ...OFFICE, timeZone: 'Pacific/Apia', days: [1, 2, 3, 4, 5, 6, 7] };
  const thursday = new Date('2011-12-29T19:00:00Z');
  expect(businessHoursBetween(thursday, new Date('2011-12-31T10:00:00Z'), samoa)).toBe(16);
  expect(addBusinessHours(thursday, 9, samoa).toISOString()).toBe('2011-12-30T20:00:00.000Z');
});

test('a zone that no clock knows is refused before any request stands under it', () => {
  for (const timeZone of ['Europe/Berlin', 'UTC', 'America/Argentina/Buenos_Aires']) {
    expect(() => refuseUnknownZone({ ...OFFICE, timeZone }, 'businessHours')).not.toThrow();
  }
  const wrong = BusinessHours.parse({ ...OFFICE, timeZone: 'Europe/Berlinn' });
  expect(() => refuseUnknownZone(wrong, 'businessHours')).toThrow('No time zone is called Europe/Berlinn.');
});

test('nothing lies between a moment and an earlier one, and no hours are added by none', () => {
  const saturday = new Date('2026-11-21T11:00:00Z');
  expect(businessHoursBetween(saturday, new Date('2026-11-01T00:00:00Z'), OFFICE)).toBe(0);
  expect(addBusinessHours(saturday, 0, OFFICE)).toEqual(saturday);
});

function clockTime(minute: number): string {
  return new Date(minute * 60_000).toISOString().slice(11, 16);
}

const someHours = fc
  .record({
    timeZone: fc.constantFrom(
      'UTC',
      'Europe/Berlin',
      'America/St_Johns',
      'Australia/Lord_Howe',
      'America/Nuuk',
    ),
    opens: fc.integer({ min: 0, max: 799 }),
    lasts: fc.integer({ min: 60, max: 640 }),
    days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 3, maxLength: 7 }),
    holidays: fc.subarray(['2026-03-27', '2026-03-29', '2026-04-06', '2026-10-25', '2026-12-25']),
  })
  .map(({ timeZone, opens, lasts, days, holidays }) =>
    BusinessHours.parse({
      timeZone,
      opens: clockTime(opens),
      closes: clockTime(opens + lasts),
      days,
      holidays,
    }),
  );

/** Moments about a change of the clocks, a holiday or neither. */
const week = fc.constantFrom(
  '2026-01-01',
  '2026-03-07',
  '2026-03-27',
  '2026-04-03',
  '2026-10-23',
  '2026-10-31',
);
const minuteOfWeek = fc.integer({ min: 0, max: 7 * 24 * 60 });

function momentOf(start: string, minute: number): Date {
  return new Date(Date.parse(`${start}T00:00:00Z`) + minute * 60_000);
}

const moment = fc.tuple(week, minuteOfWeek).map(([start, minute]) => momentOf(start, minute));
const ordered = (count: number) =>
  fc
    .tuple(week, fc.array(minuteOfWeek, { minLength: count, maxLength: count }))
    .map(([start, chosen]) => chosen.toSorted((a, b) => a - b).map((minute) => momentOf(start, minute)));

/** In minutes. */
const span = fc.integer({ min: 0, max: 8 * 60 });
const RUNS = { numRuns: 2_000 };

function hoursOf(count: number): number {
  return count / 60;
}

test('between a moment and the moment so many hours on lie exactly so many hours', () => {
  fc.assert(
    fc.property(moment, span, someHours, (from, count, hours) => {
      const to = addBusinessHours(from, hoursOf(count), hours);
      expect(Math.round(businessHoursBetween(from, to, hours) * 60)).toBe(count);
    }),
    RUNS,
  );
});

test('hours are added in two steps as in one', () => {
  fc.assert(
    fc.property(moment, span, span, someHours, (from, first, second, hours) => {
      const stepped = addBusinessHours(addBusinessHours(from, hoursOf(first), hours), hoursOf(second), hours);
      expect(stepped).toEqual(addBusinessHours(from, hoursOf(first + second), hours));
    }),
    RUNS,
  );
});

test('more hours end later, and a later start ends no earlier', () => {
  fc.assert(
    fc.property(ordered(2), span, someHours, (moments, count, hours) => {
      const [early, late] = moments;
      if (!early || !late) throw new Error('invariant: two moments');
      const due = addBusinessHours(early, hoursOf(count + 1), hours);
      expect(due.getTime()).toBeGreaterThan(addBusinessHours(early, hoursOf(count), hours).getTime());
      expect(due.getTime()).toBeLessThanOrEqual(addBusinessHours(late, hoursOf(count + 1), hours).getTime());
    }),
    RUNS,
  );
});

test('the hours of two spans add up to the hours of both', () => {
  fc.assert(
    fc.property(ordered(3), someHours, (moments, hours) => {
      const [a, b, c] = moments;
      if (!a || !b || !c) throw new Error('invariant: three moments');
      const whole = businessHoursBetween(a, c, hours);
      const parts = businessHoursBetween(a, b, hours) + businessHoursBetween(b, c, hours);
      expect(Math.round(parts * 3_600_000)).toBe(Math.round(whole * 3_600_000));
    }),
    RUNS,
  );
});
