import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hashSources, readStamp, writeStamp } from '../../../ui/build-stamp.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stamp-'));
  writeFileSync(join(folder, 'card.tsx'), 'one');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a part is built again when a byte or a name changes', () => {
  const before = hashSources([folder]);
  expect(hashSources([folder])).toBe(before);
  writeFileSync(join(folder, 'card.tsx'), 'two');
  const edited = hashSources([folder]);
  renameSync(join(folder, 'card.tsx'), join(folder, 'other.tsx'));
  expect(new Set([before, edited, hashSources([folder])]).size).toBe(3);
});

test('what is installed or built is no source', () => {
  const before = hashSources([folder]);
  for (const name of ['node_modules', 'dist']) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'file.js'), name);
  }
  expect(hashSources([folder])).toBe(before);
});

test('a stamp is read as it was written, and is null before', () => {
  const file = join(folder, 'deep', 'part.stamp');
  expect(readStamp(file)).toBeNull();
  writeStamp(file, 'abc');
  expect(readStamp(file)).toBe('abc');
});
