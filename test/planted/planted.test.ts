import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Field, harvest, layField } from './plant.ts';
import { PLANTED_FAULTS } from './planted-faults.ts';

let field: Field;
beforeAll(() => {
  field = layField();
});
afterAll(() => field.clear());

describe('a fault that is planted from outside turns the tests red', () => {
  it.each(PLANTED_FAULTS)(
    '$name',
    async (fault) => {
      const { failed } = await harvest(field, fault);
      expect(failed.length, `${fault.guard} did not notice: ${fault.name}`).toBeGreaterThan(0);
      expect(failed.some((name) => name.includes(fault.guarantee))).toBe(true);
    },
    120_000,
  );

  it('and there are at least fifteen of them, each against a guarantee of its own', () => {
    expect(PLANTED_FAULTS.length).toBeGreaterThanOrEqual(15);
    expect(new Set(PLANTED_FAULTS.map(({ name }) => name)).size).toBe(PLANTED_FAULTS.length);
  });
});
