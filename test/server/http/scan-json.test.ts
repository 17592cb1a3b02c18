import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scanJson } from '../../../server/http/scan-json.ts';

const key = fc.oneof(
  fc.string({ maxLength: 6 }),
  fc.constantFrom('a', '"', '\\', '\u0000', '{', ':', 'é', '😀'),
);

test('JSON as programs write it passes, with or without spaces', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 8 }), fc.constantFrom(0, 1, 2), (value, spaces) => {
      expect(scanJson(JSON.stringify(value, null, spaces))).toBeNull();
    }),
    { numRuns: 500 },
  );
});

test('an object that names a key twice is found, however the key is written and wherever it stands', () => {
  const spelled = (text: string, isEscaped: boolean) =>
    isEscaped
      ? `"${[...text]
          .flatMap((letter) => letter.split(''))
          .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
          .join('')}"`
      : JSON.stringify(text);
  const shape = fc.record({
    key,
    first: fc.boolean(),
    second: fc.boolean(),
    depth: fc.nat(10),
    value: fc.jsonValue({ maxDepth: 2 }),
  });
  fc.assert(
    fc.property(shape, ({ key: name, first, second, depth, value }) => {
      const object = `{${spelled(name, first)} : ${JSON.stringify(value)},\n${spelled(name, second)}:1}`;
      const text = `${'[{"x":'.repeat(depth % 5)}${object}${'}]'.repeat(depth % 5)}`;
      expect(() => JSON.parse(text)).not.toThrow();
      expect(scanJson(text)).toBe('The body names a key twice.');
    }),
    { numRuns: 500 },
  );
});

test('the same key in two objects, or as a value, is nothing twice', () => {
  for (const text of [
    '[{"a":1},{"a":2}]',
    '{"a":{"a":{"a":1}}}',
    '{"a":"a","b":"a"}',
    '{"a":["a","a"]}',
    '{"a:":1,"a":2}',
  ]) {
    expect(scanJson(text), text).toBeNull();
  }
});

test('sixteen levels pass and seventeen do not', () => {
  expect(scanJson(`${'['.repeat(16)}${']'.repeat(16)}`)).toBeNull();
  expect(scanJson(`${'['.repeat(17)}${']'.repeat(17)}`)).toBe('The body is nested too deeply.');
  expect(scanJson(`"${'['.repeat(100)}"`)).toBeNull();
});

test('a byte-order mark is told, and nothing ever makes it throw or hang', () => {
  expect(scanJson('\uFEFF{}')).toBe('The body starts with a byte-order mark.');
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const fault = scanJson(text);
      expect(fault === null || fault.endsWith('.')).toBe(true);
    }),
    { numRuns: 500 },
  );
});
