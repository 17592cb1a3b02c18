import { PriceBook } from '@dealfloor/price-book';
import { describe, expect, test } from 'vitest';
import { checkFile } from '../../../server/cli/check-bundle.ts';
import { diskFiles } from '../../../server/files.ts';
import { bundledFiles } from '../../../server/price-books/import-files.ts';
import { dropTriggers, openRaw } from '../../support/raw-sqlite.ts';
import { demoData } from './demo-data.ts';
import { createFolder, dealfloor } from './run-command.ts';

describe('dealfloor price-book', () => {
  test('list names every bundled version once, without a database', async () => {
    const folder = createFolder();
    const { exitCode, out } = await dealfloor(['price-book', 'list', '--json'], { folder });
    expect(exitCode).toBe(0);
    const entries: { version: string; place: string; state: string }[] = JSON.parse(out);
    expect(entries.map(({ version }) => version)).toEqual(['2026-08-01', '2026-11-01', 'draft-credit-packs']);
    expect(entries.every(({ place }) => place === 'bundled')).toBe(true);
    expect(entries.filter(({ state }) => state === 'live').length).toBeLessThanOrEqual(1);
    expect(entries.at(-1)?.state).toBe('draft');
  });

  test('list names the shelves of a database as well', async () => {
    const { folder, environment } = await demoData();
    const { out } = await dealfloor(['price-book', 'list', '--demo'], { folder, environment });
    expect(out.match(/^2026-11-01 /gm)).toHaveLength(2);
    expect(out).toContain('portal 24681357');
  });

  test('show --json is a price book that another ETL can read', async () => {
    const folder = createFolder();
    const { exitCode, out } = await dealfloor(['price-book', 'show', '2026-11-01', '--json'], { folder });
    expect(exitCode).toBe(0);
    expect(PriceBook.parse(JSON.parse(out)).rates.credit).toBe('0.0008');
  });

  test('show never prints a unit price as $0.00', async () => {
    const folder = createFolder();
    const { out } = await dealfloor(['price-book', 'show', '2026-11-01'], { folder });
    expect(out).toContain('0.0008 per credit');
    expect(out).toContain('$0.80 per 1,000 credits');
    expect(out).toMatch(/asr_minute +no price/);
    expect(out).not.toMatch(/\$0\.00(?!\d)/);
  });

  test('show of a version that is not there names those that are', async () => {
    const folder = createFolder();
    const { exitCode, err } = await dealfloor(['price-book', 'show', '2020-01-01'], { folder });
    expect(exitCode).toBe(2);
    expect(err).toContain('There are: 2026-08-01, 2026-11-01, draft-credit-packs.');
  });

  test('verify passes on the bundle, and on a database that nobody touched', async () => {
    const alone = createFolder();
    const bundle = await dealfloor(['price-book', 'verify', '--json'], { folder: alone });
    expect([bundle.exitCode, JSON.parse(bundle.out).findings]).toEqual([0, []]);
    const { folder, environment } = await demoData();
    const stored = await dealfloor(['price-book', 'verify', '--demo', '--json'], { folder, environment });
    expect([stored.exitCode, JSON.parse(stored.out).findings]).toEqual([0, []]);
    const hashesOf = (text: string): string[] =>
      JSON.parse(text).versions.map(({ hash }: { hash: string }) => hash);
    // Each bundled version once more on the demo company's shelf, which has a price book of its own besides.
    const shelved = hashesOf(stored.out).slice(hashesOf(bundle.out).length);
    expect(shelved).toEqual(expect.arrayContaining(hashesOf(bundle.out)));
  });

  test('verify finds a policy that was changed in the database', async () => {
    const { folder, file, environment } = await demoData();
    const connection = openRaw(file);
    dropTriggers(connection);
    connection.exec(`update policies set body = replace(body, '"floor":"0.6"', '"floor":"0.1"')`);
    connection.close();
    const { exitCode, out } = await dealfloor(['price-book', 'verify', '--demo'], { folder, environment });
    expect(exitCode).toBe(1);
    expect(out).toContain('✖ portal 24681357, policy 2026-11-01: its content is not what was imported');
  });

  test('a file that breaks its schema, or has another name than its version, is a finding', () => {
    const [book] = bundledFiles(diskFiles, 'books');
    if (!book) throw new Error('a bundled price book is there');
    expect(checkFile('price book', book.name, book.text).findings).toEqual([]);
    expect(checkFile('price book', 'books/other.json', book.text).findings).toHaveLength(1);
    expect(checkFile('price book', book.name, '{').findings).toEqual([
      { where: book.name, sentence: 'it is no JSON.' },
    ]);
    const broken = checkFile('price book', book.name, book.text.replace('"0.0009"', '"cheap"'));
    expect(broken.findings.map(({ sentence }) => sentence.split(':')[0])).toEqual(['rates.credit']);
  });
});
