import { createHash } from 'node:crypto';
import { PriceBook } from '@dealfloor/price-book';
import { describe, expect, test } from 'vitest';
import { contentHash } from '../../../server/audit/canonical-json.ts';
import { exportPriceBook } from '../../../server/price-books/export-price-book.ts';
import { hasPython } from '../../support/python.ts';
import { dropTriggers, openRaw } from '../../support/raw-sqlite.ts';
import { bookFrom } from '../../support/shelf.ts';
import { demoData } from './demo-data.ts';
import { createFolder, dealfloor, run } from './run-command.ts';

const live = bookFrom('2026-11-01', '2026-11-01');

describe('dealfloor price-book export', () => {
  test('the JSON has the very bytes that the content hash is made of, and the hash goes to standard error', async () => {
    const folder = createFolder();
    const { exitCode, out, err } = await dealfloor(['price-book', 'export', '2026-11-01'], { folder });
    expect(exitCode).toBe(0);
    expect(createHash('sha256').update(out, 'utf8').digest('hex')).toBe(contentHash(live));
    expect(err).toBe(`SHA-256 of price book 2026-11-01: ${contentHash(live)}\n`);
    expect(PriceBook.parse(JSON.parse(out))).toEqual(live);
  });

  test('a shelf and the bundle hand out the same bytes', async () => {
    const { folder, environment } = await demoData();
    const { out } = await dealfloor(['price-book', 'export', '2026-11-01', '--demo'], {
      folder,
      environment,
    });
    expect(out).toBe(exportPriceBook(live, 'json'));
  });

  test('what was changed in the database behind our back is handed to nobody; exit 3', async () => {
    const { folder, file, environment } = await demoData();
    const connection = openRaw(file);
    dropTriggers(connection);
    connection.exec(`update price_books set body = replace(body, '"credit":"0.0008"', '"credit":"0.0001"')`);
    connection.close();
    const words = ['price-book', 'export', '2026-11-01', '--demo'];
    const { exitCode, out, err } = await dealfloor(words, { folder, environment });
    expect([exitCode, out]).toEqual([3, '']);
    expect(err).toContain('is not what was imported');
  });

  test.skipIf(!hasPython)('Python reads its module as the same data (skipped without python3)', async () => {
    const folder = createFolder();
    const words = [
      'price-book',
      'export',
      '2026-11-01',
      '--format',
      'py',
      '--out',
      'price_book.py',
      '--json',
    ];
    const { exitCode, out } = await dealfloor(words, { folder });
    expect([exitCode, JSON.parse(out).out]).toEqual([0, 'price_book.py']);
    const script = 'import json, price_book as p; print(json.dumps([p.SHA256, p.PRICE_BOOK]))';
    const python = await run('python3', ['-c', script], { folder });
    expect(JSON.parse(python.out)).toEqual([contentHash(live), live]);
  });

  test('a spreadsheet takes nothing in the CSV for a formula', () => {
    const [first, ...rest] = live.endpoints;
    if (!first) throw new Error('the book has endpoints');
    const text = exportPriceBook({ ...live, endpoints: [{ ...first, label: '=1+1' }, ...rest] }, 'csv');
    expect(text).toContain(`endpoints,${first.id},label,'=1+1\n`);
    expect(text).toContain('rates,,credit,0.0008\n');
  });

  test('a place that cannot be written is named; exit 2', async () => {
    const folder = createFolder();
    const words = ['price-book', 'export', '2026-11-01', '--out', 'nowhere/book.json'];
    const { exitCode, err } = await dealfloor(words, { folder });
    expect(exitCode).toBe(2);
    expect(err).toMatch(/^dealfloor: nowhere\/book\.json cannot be written: there is no such/);
  });
});
