import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, contentHash } from '../../../server/audit/canonical-json.ts';

const value = fc.jsonValue({ maxDepth: 5 });

/** The same value with the keys of every object in another order. */
function reordered(input: unknown): unknown {
  if (Array.isArray(input)) return input.map(reordered);
  if (input === null || typeof input !== 'object') return input;
  const entries = Object.entries(input).reverse();
  return Object.fromEntries(entries.map(([key, inner]) => [key, reordered(inner)]));
}

test('equal values have equal bytes, whatever order their keys came in', () => {
  fc.assert(
    fc.property(value, (input) => {
      expect(canonicalJson(reordered(input))).toBe(canonicalJson(input));
      expect(contentHash(reordered(input))).toBe(contentHash(input));
    }),
    { numRuns: 500 },
  );
});

test('the bytes read back as the value, and values that differ have bytes that differ', () => {
  fc.assert(
    fc.property(value, value, (one, other) => {
      const same = JSON.stringify(one);
      expect(JSON.parse(canonicalJson(one))).toEqual(JSON.parse(same));
      if (canonicalJson(one) === canonicalJson(other)) {
        expect(JSON.parse(JSON.stringify(other))).toEqual(JSON.parse(same));
      }
    }),
    { numRuns: 500 },
  );
});

test('a golden value keeps its hash in every release: old entries must verify for ever', () => {
  const golden = { b: [1, 'zwei', null, { d: '0.0000004', c: true }], a: 'Brandão ✓', n: -0.5 };
  expect(canonicalJson(golden)).toBe(
    '{"a":"Brandão ✓","b":[1,"zwei",null,{"c":true,"d":"0.0000004"}],"n":-0.5}',
  );
  expect(contentHash(golden)).toMatch(/^[0-9a-f]{64}$/);
  expect(contentHash('x')).toBe('ba2df4903a2c14e86dc3bcca58911b44ac1d2514b7227bf6eb08cfb978f55a1b');
});

test('a half of a character is written so that it reads back the same', () => {
  expect(canonicalJson({ note: '\ud800' })).toBe(String.raw`{"note":"\ud800"}`);
});
