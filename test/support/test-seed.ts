import fc from 'fast-check';

const chosen = process.env.TEST_SEED ?? '20261121';
const seed = chosen === 'random' ? Math.floor(Math.random() * 2 ** 31) : Number(chosen);

/**
 * Properties draw the same cases in every run, so that a red run is red again for whoever looks;
 * `TEST_SEED=random npm test` (or a number that a failure printed) draws others.
 */
fc.configureGlobal({ seed });

/** One property that is run in several parts draws different cases in each. */
export function seedOfPart(part: number): number {
  return seed + part;
}
