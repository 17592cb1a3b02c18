import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { securityPage } from './render-threats.ts';
import { THREATS } from './threats.ts';

const root = new URL('../../', import.meta.url);

test('all 24 threats are there, in order', () => {
  expect(THREATS.map(({ id }) => id)).toEqual(Array.from({ length: 24 }, (_, index) => `T${index + 1}`));
});

test.each(THREATS.map((threat) => [threat.id, threat] as const))(
  '%s is held by tests that exist',
  (_id, { tests }) => {
    expect(tests.length).toBeGreaterThan(0);
    for (const { file, name } of tests) {
      expect(existsSync(new URL(file, root)), file).toBe(true);
      expect(readFileSync(new URL(file, root), 'utf8'), `${file} has no test “${name}”`).toContain(name);
    }
  },
);

test('SECURITY.md says what the list says', () => {
  expect(readFileSync(new URL('SECURITY.md', root), 'utf8')).toBe(securityPage());
});
