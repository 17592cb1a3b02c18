import { cpSync, createReadStream, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AllocationMethod, estimateDeal, printMoney } from '@dealfloor/price-book';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { DEMO_PORTAL_ID } from '../../../server/demo/demo-company.ts';
import { importByName } from '../../../server/facts/imports/import-by-name.ts';
import { runDay } from '../../../server/facts/run-day.ts';
import { openSource } from '../../../server/facts/sources/open-source.ts';
import { systemActor } from '../../../server/people/actor.ts';
import type { Ports } from '../../../server/ports.ts';
import { exportPriceBook } from '../../../server/price-books/export-price-book.ts';
import { contextOfDeal, EIGHT_DEALS } from '../../price-book/worlds.ts';
import { hasPython } from '../../support/python.ts';
import { bookFrom } from '../../support/shelf.ts';
import { openWorld } from '../../support/world.ts';
import { plantedData } from './planted-data.ts';
import { createFolder, dealfloor, run } from './run-command.ts';

const EXAMPLE = fileURLToPath(new URL('../../../docs/example-etl', import.meta.url));
const DAYS = ['2026-10-31', '2026-11-01', '2026-11-02'];
const BOOKS = ['2026-08-01', '2026-11-01'];
const METHODS: readonly AllocationMethod[] = [
  { kind: 'calls' },
  { kind: 'even' },
  { kind: 'revenue' },
  { kind: 'worker-seconds' },
  { kind: 'blend', weights: { even: '0.25', revenue: '0.5', calls: '0.125', workerSeconds: '1' } },
];

type Row = Record<string, string>;

/** The example's files, and the two price books of its days as the command exports them. */
function exampleFolder(folder = createFolder()): string {
  cpSync(EXAMPLE, folder, { recursive: true });
  return folder;
}

/** Takes in the example's accounts, pools and revenue. */
async function importExample(ports: Ports): Promise<void> {
  const options = { ignore: [], dryRun: false, createTenants: false, allowMismatch: false };
  for (const kind of ['tenants', 'pool', 'revenue'] as const) {
    const file = { name: `${kind}.csv`, read: () => createReadStream(join(EXAMPLE, `${kind}.csv`)) };
    await importByName(ports, systemActor(DEMO_PORTAL_ID, 'cli'), kind, { file, options });
  }
}

/** Books the example's log by a method; the facts and the quarantine as rows of text. */
async function bookExample(ports: Ports, method: AllocationMethod) {
  const { database } = ports;
  const source = await openSource(join(EXAMPLE, 'request_log.csv'), {
    database,
    portalId: DEMO_PORTAL_ID,
    warehouse: { postgresUrl: null, clickhouseUrl: null, table: 'request_log' },
    ignoredColumns: [],
    checksDuplicates: true,
  });
  for (const day of DAYS) await runDay(ports, systemActor(DEMO_PORTAL_ID, 'cli'), { day, source, method });
  await source.close();
  const { tenantCostDaily, quarantinedUsage } = database.tables;
  return {
    facts: (await database.query.select().from(tenantCostDaily)).map(asText).sort(inOrder),
    quarantined: (await database.query.select().from(quarantinedUsage)).map(asText).sort(inOrder),
  };
}

/** Column names as in a file, cells as text, unknown as nothing; whose portal and which run are ours alone. */
function asText({ portalId: _, runId: __, ...row }: Record<string, unknown>): Row {
  const cells = Object.entries(row).map(([name, value]) => [
    name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    String(value ?? ''),
  ]);
  return Object.fromEntries(cells);
}

function inOrder(a: Row, b: Row): number {
  const keyOf = ({ event_date, tenant_id, endpoint }: Row) => [event_date, tenant_id, endpoint].join('\n');
  return keyOf(a) < keyOf(b) ? -1 : 1;
}

async function runPython(folder: string, flags: readonly string[] = []) {
  const books = BOOKS.flatMap((version) => ['--book', `${version}.json`]);
  const files = ['log', 'tenants', 'pool', 'revenue'].flatMap((name) => [
    `--${name}`,
    name === 'log' ? 'request_log.csv' : `${name}.csv`,
  ]);
  const out = ['--out', 'facts.csv', '--quarantine', 'quarantine.csv'];
  const { exitCode, err } = await run('python3', ['etl.py', ...books, ...files, ...out, ...flags], {
    folder,
  });
  expect([exitCode, err.includes('Traceback')]).toEqual([0, false]);
  const read = (name: string): Row[] => parse(readFileSync(join(folder, name), 'utf8'), { columns: true });
  return { facts: read('facts.csv').sort(inOrder), quarantined: read('quarantine.csv').sort(inOrder) };
}

async function exportBooks(folder: string, environment = {}): Promise<void> {
  for (const version of BOOKS) {
    const words = ['price-book', 'export', version, '--out', `${version}.json`];
    expect((await dealfloor(words, { folder, environment })).exitCode).toBe(0);
  }
}

describe.skipIf(!hasPython)('the example of another ETL (skipped without python3)', () => {
  test('fills the same facts to the nano-dollar, by every method of the price book', async () => {
    const { ports } = await openWorld();
    const folder = exampleFolder();
    await exportBooks(folder);
    await importExample(ports);
    expect(new Set(METHODS.map(({ kind }) => kind)).size).toBe(AllocationMethod.options.length);
    for (const method of METHODS) {
      const ours = await bookExample(ports, method);
      const theirs = await runPython(folder, ['--method', JSON.stringify(method)]);
      expect([method, theirs]).toEqual([method, ours]);
      expect([ours.facts.length > 50, ours.quarantined.length > 5]).toEqual([true, true]);
    }
  });

  test('and one nano-dollar, one rounding or one rule less would be seen', async () => {
    const { ports } = await openWorld();
    const folder = exampleFolder();
    await exportBooks(folder);
    await importExample(ports);
    const { facts } = await bookExample(ports, { kind: 'calls' });
    const plant = async (file: string, from: string, to: string) => {
      const text = readFileSync(join(folder, file), 'utf8');
      expect(text).toContain(from);
      writeFileSync(join(folder, file), text.replace(from, to));
      const planted = await runPython(folder);
      writeFileSync(join(folder, file), text);
      return planted.facts;
    };
    expect(await plant('pool.csv', '8.629999999', '8.630000000')).not.toEqual(facts);
    expect(
      await plant('etl.py', 'return round(Fraction(value))', 'return floor(Fraction(value))'),
    ).not.toEqual(facts);
    expect(await plant('etl.py', 'status != 429 and', '')).not.toEqual(facts);
    expect((await runPython(folder)).facts).toEqual(facts);
  });

  test('D4: the exported price book and the sample give the cost of the card on all eight deals', async () => {
    const folder = exampleFolder();
    const book = bookFrom('2026-11-01', '2026-11-01');
    writeFileSync(join(folder, 'price_book.py'), exportPriceBook(book, 'py'));
    for (const deal of EIGHT_DEALS) {
      const estimate = estimateDeal(contextOfDeal(deal));
      writeFileSync(join(folder, 'estimate.json'), JSON.stringify({ estimate }));
      const python = await run('python3', ['price_deal.py', 'price_book.py', 'estimate.json'], { folder });
      const { costNanoUsd }: { costNanoUsd: string } = JSON.parse(python.out);
      expect([deal.name, printMoney(BigInt(costNanoUsd))]).toEqual([deal.name, estimate.month.costUsd]);
    }
  });
});

test('the example can be imported and booked by the commands of its page', async () => {
  const surroundings = await plantedData();
  exampleFolder(surroundings.folder);
  const portal = ['--portal', DEMO_PORTAL_ID];
  for (const kind of ['tenants', 'pool', 'revenue']) {
    const { exitCode, err } = await dealfloor(['import', kind, `${kind}.csv`, ...portal], surroundings);
    expect([kind, exitCode, err]).toEqual([kind, 0, '']);
  }
  const days = ['--from', '2026-10-31', '--to', '2026-11-02', '--source', 'request_log.csv'];
  const { exitCode, out } = await dealfloor(['etl', 'run', ...days, ...portal], surroundings);
  expect(exitCode).toBe(0);
  expect(out).toMatch(/^2026-11-02 {2}\d+ rows, \d+ facts, \d+ in quarantine \(\$[\d.]+\), pool missing, /m);
});
