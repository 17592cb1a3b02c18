import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  HOUR_MS,
  isQuiet,
  MOST_AN_HOUR,
  planMessages,
  type QuietHours,
} from '../../../server/notices/plan-messages.ts';

const MINUTE_MS = 60_000;
const START = Date.parse('2026-11-19T10:14:00.000Z');

type Step = { readonly news: number; readonly minutes: number; readonly runs: number };

const clockTime = (minute: number) =>
  `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
/** At most sixteen hours, as the schema of the preferences has it. */
const quietHours = fc
  .record({
    timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Apia'),
    start: fc.integer({ min: 0, max: 24 * 60 - 1 }),
    minutes: fc.integer({ min: 1, max: 16 * 60 }),
  })
  .map(({ timeZone, start, minutes }) => ({
    timeZone,
    from: clockTime(start),
    until: clockTime(start + minutes),
  }));
const steps = fc.array(
  fc.record({
    news: fc.integer({ min: 0, max: 8 }),
    minutes: fc.oneof(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 3_000 })),
    runs: fc.integer({ min: 0, max: 3 }),
  }),
  { maxLength: 12 },
);

type Sent = { readonly at: number; readonly notices: readonly string[] };

/** A person, their news and the clock, with the planner called whenever the job would run. */
function live(quiet: QuietHours | null, course: readonly Step[]) {
  const sent: Sent[] = [];
  const written: string[] = [];
  let waiting: string[] = [];
  let nowMs = START;
  const run = () => {
    const now = new Date(nowMs);
    const sentAt = sent.map(({ at }) => new Date(at));
    const planned = planMessages({ now, notices: waiting, sentAt, quiet });
    sent.push(...planned.map((notices) => ({ at: nowMs, notices })));
    waiting = waiting.filter((id) => !planned.flat().includes(id));
  };
  for (const { news, minutes, runs } of course) {
    for (let index = 0; index < news; index += 1) {
      const id = `n${written.length}`;
      written.push(id);
      waiting.push(id);
    }
    for (let index = 0; index < runs; index += 1) run();
    nowMs += minutes * MINUTE_MS;
  }
  // Whatever is left goes within a day: no quiet hours last longer.
  for (let hour = 0; hour < 26; hour += 1) {
    run();
    nowMs += HOUR_MS;
  }
  return { sent, written };
}

test('whatever happens when, every notice is in exactly one message, in order', () => {
  fc.assert(
    fc.property(fc.option(quietHours), steps, (quiet, course) => {
      const { sent, written } = live(quiet, course);
      expect(sent.flatMap(({ notices }) => notices)).toEqual(written);
    }),
    { numRuns: 2_000 },
  );
});

test('nobody gets more than five messages in any hour, nor one in their quiet hours', () => {
  fc.assert(
    fc.property(fc.option(quietHours), steps, (quiet, course) => {
      const { sent } = live(quiet, course);
      for (const { at } of sent) {
        const within = sent.filter((other) => other.at > at - HOUR_MS && other.at <= at);
        expect(within.length).toBeLessThanOrEqual(MOST_AN_HOUR);
        if (quiet) expect(isQuiet(new Date(at), quiet)).toBe(false);
      }
    }),
    { numRuns: 2_000 },
  );
});

const NEWS = (count: number) => Array.from({ length: count }, (_, index) => `n${index}`);
const NOW = new Date(START);

test('five go one by one, six are folded into one', () => {
  const waiting = { now: NOW, sentAt: [], quiet: null };
  expect(planMessages({ ...waiting, notices: NEWS(5) })).toEqual(NEWS(5).map((id) => [id]));
  expect(planMessages({ ...waiting, notices: NEWS(6) })).toEqual([NEWS(6)]);
});

test('after five in an hour the sixth waits until the first of them is an hour old', () => {
  const sentAt = Array.from({ length: 5 }, (_, index) => new Date(START - index * MINUTE_MS));
  const at = (minutes: number) => ({ now: new Date(START + minutes * MINUTE_MS), sentAt, quiet: null });
  expect(planMessages({ ...at(55), notices: NEWS(1) })).toEqual([]);
  expect(planMessages({ ...at(56), notices: NEWS(1) })).toEqual([['n0']]);
  expect(planMessages({ ...at(56), notices: NEWS(3) })).toEqual([NEWS(3)]);
});

const BERLIN = { timeZone: 'Europe/Berlin', from: '22:00', until: '07:00' };

test.each([
  ['2026-11-19T20:59:00Z', false],
  ['2026-11-19T21:00:00Z', true],
  ['2026-11-20T05:59:59Z', true],
  ['2026-11-20T06:00:00Z', false],
  // In summer the same clock stands two hours ahead of UTC.
  ['2026-07-01T20:00:00Z', true],
  ['2026-07-02T05:00:00Z', false],
])('quiet hours follow the clock of the person’s own time zone: %s', (moment, quiet) => {
  expect(isQuiet(new Date(moment), BERLIN)).toBe(quiet);
});

test('quiet hours within one day end on that day', () => {
  const lunch = { timeZone: 'UTC', from: '12:00', until: '13:00' };
  expect(isQuiet(new Date('2026-11-19T12:30:00Z'), lunch)).toBe(true);
  expect(isQuiet(new Date('2026-11-19T13:00:00Z'), lunch)).toBe(false);
  expect(isQuiet(new Date('2026-11-19T11:59:00Z'), lunch)).toBe(false);
});
