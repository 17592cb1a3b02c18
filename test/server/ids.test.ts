import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createIds } from '../../server/ids.ts';
import { createTestClock } from '../support/test-clock.ts';

test('ids sort in the order they were made, however the clock jumps', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1e9, max: 1e9 }), { maxLength: 50 }), (jumps) => {
      const clock = createTestClock();
      const ids = createIds(clock);
      const made = jumps.flatMap((jump) => {
        clock.advance(jump);
        return [ids.next(), ids.next()];
      });
      expect(made.toSorted()).toEqual(made);
      expect(new Set(made).size).toBe(made.length);
      expect(made.every((id) => /^[0-9a-f]{32}$/.test(id))).toBe(true);
    }),
  );
});

test('a hundred thousand ids in one millisecond keep their length and their order', () => {
  const ids = createIds(createTestClock());
  const made = Array.from({ length: 100_000 }, () => ids.next());
  expect(made.every((id) => id.length === 32)).toBe(true);
  expect(made.every((id, index) => index === 0 || id > (made[index - 1] ?? ''))).toBe(true);
});

test('after a restart with a clock set back an id still sorts behind the older one it is given', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e9, max: 1e9 }), (jump) => {
      const clock = createTestClock();
      const older = createIds(clock).next();
      clock.advance(jump);
      expect(createIds(clock).next(older) > older).toBe(true);
    }),
  );
});

test('nobody can tell the next id from the last one', () => {
  const ids = createIds(createTestClock());
  const chance = Array.from({ length: 1_000 }, () => ids.next().slice(16));
  expect(new Set(chance).size).toBe(1_000);
});
