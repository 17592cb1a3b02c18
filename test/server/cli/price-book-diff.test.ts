import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PriceBook } from '@dealfloor/price-book';
import { describe, expect, test } from 'vitest';
import { contentHash } from '../../../server/audit/canonical-json.ts';
import { changeText } from '../../../server/cli/difference-table.ts';
import { comparePriceBooks } from '../../../server/price-books/compare-price-books.ts';
import { bookFrom } from '../../support/shelf.ts';
import { createFolder, dealfloor } from './run-command.ts';

const live = bookFrom('2026-11-01', '2026-11-01');

describe('what differs between two price books', () => {
  test('a book and itself under another name and note are the same', () => {
    expect(
      comparePriceBooks(live, { ...live, version: 'other', effectiveFrom: null, note: 'Else.' }),
    ).toEqual([]);
  });

  test('nothing that prices can change unseen: every field of the book, changed alone, is told', () => {
    const { endpoints, plans, useCases } = live;
    const small = {
      ...live,
      endpoints: endpoints.slice(0, 3),
      plans: plans.slice(0, 2),
      useCases: useCases.slice(0, 1),
    };
    const missed: string[] = [];
    const walk = (value: unknown, path: readonly (string | number)[]): void => {
      if (value !== null && typeof value === 'object') {
        for (const [key, inner] of Object.entries(value)) walk(inner, [...path, key]);
        return;
      }
      if (['version', 'effectiveFrom', 'note', 'monthDays'].includes(String(path[0]))) return;
      const changed = structuredClone(small);
      plantAt(changed, path);
      if (comparePriceBooks(small, changed).length === 0) missed.push(path.join('.'));
    };
    walk(small, []);
    expect(missed).toEqual([]);
  });

  test('an endpoint that came or went is one difference, not one a field', () => {
    const [, ...fewer] = live.endpoints;
    const there = { part: 'endpoints', id: live.endpoints[0]?.id, field: '' };
    expect(comparePriceBooks(live, { ...live, endpoints: fewer })).toEqual([
      { ...there, before: 'there', after: null },
    ]);
    expect(comparePriceBooks({ ...live, endpoints: fewer }, live)).toEqual([
      { ...there, before: null, after: 'there' },
    ]);
  });

  test('a change is told in percent, exactly and towards zero', () => {
    expect(changeText('0.0009', '0.0008')).toBe('−11.1%');
    expect(changeText('1000', '1037')).toBe('+3.7%');
    expect([changeText('0', '5'), changeText('even', 'calls'), changeText(null, '1')]).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe('dealfloor price-book diff', () => {
  test('two versions that differ: the field, both values and the change; exit 1', async () => {
    const folder = createFolder();
    const { exitCode, out } = await dealfloor(['price-book', 'diff', '2026-08-01', '2026-11-01'], { folder });
    expect(exitCode).toBe(1);
    expect(out).toMatch(/rates +credit +0\.0009 +0\.0008 +−11\.1%/);
  });

  test('a version and its own file are the same; exit 0, with both hashes under --json', async () => {
    const folder = createFolder();
    writeFileSync(join(folder, 'book.json'), JSON.stringify(live));
    const words = ['price-book', 'diff', '2026-11-01', 'book.json', '--json'];
    const { exitCode, out } = await dealfloor(words, { folder });
    const told = JSON.parse(out);
    expect([exitCode, told.isSame, told.differences]).toEqual([0, true, []]);
    expect([told.before.hash, told.after.hash]).toEqual([contentHash(live), contentHash(live)]);
  });

  test('a file that is no price book is refused with the fields at fault; exit 3', async () => {
    const folder = createFolder();
    writeFileSync(join(folder, 'book.json'), JSON.stringify({ ...live, rates: { credit: 'cheap' } }));
    const { exitCode, err } = await dealfloor(['price-book', 'diff', '2026-11-01', 'book.json'], { folder });
    expect(exitCode).toBe(3);
    expect(err).toMatch(/^refused: book\.json: it is no price book\.\n {2}rates\.credit: /);
  });

  test('a version that nobody has is told with those that are; exit 2', async () => {
    const { exitCode, err } = await dealfloor(['price-book', 'diff', '2026-11-01', '1999'], {
      folder: createFolder(),
    });
    expect(exitCode).toBe(2);
    expect(err).toContain('There is no price book 1999.');
  });
});

function plantAt(book: PriceBook, path: readonly (string | number)[]): void {
  let place: unknown = book;
  for (const key of path.slice(0, -1)) place = Reflect.get(Object(place), key);
  const last = path.at(-1) ?? '';
  Reflect.set(Object(place), last, `${Reflect.get(Object(place), last)}7`);
}
