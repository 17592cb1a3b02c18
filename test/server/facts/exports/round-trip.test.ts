import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { type Format, writeTable } from '../../../../server/cli/write-table.ts';
import { DEMO_PORTAL_ID } from '../../../../server/demo/demo-company.ts';
import { exportTable } from '../../../../server/facts/exports/export-by-name.ts';
import { runDay } from '../../../../server/facts/run-day.ts';
import type { Ports } from '../../../../server/ports.ts';
import { logOf, plantPool, plantTenants, usage } from '../../../support/facts.ts';
import { rowsOf } from '../../../support/raw-sqlite.ts';
import { openWorld } from '../../../support/world.ts';
import { createFolder } from '../../cli/run-command.ts';
import { actor, importText } from '../imports/csv-files.ts';

/** Names that a spreadsheet would run, and one that only looks as if it were escaped already. */
const ACCOUNTS = ['=cmd()', "'=cmd()", "''+1", '+sum', '-2+3', '＝1', '"quoted", with comma', "o'brien"];
const SPAN = { from: '2026-10-01', to: '2026-11-30' };

/** Booked days with everything that is hard to hand out: no pool, attempts, fractions, names. */
async function bookedWorld(): Promise<Ports> {
  const { ports } = await openWorld();
  await plantTenants(
    ports,
    ACCOUNTS.map((tenantId) => ({ tenantId, name: tenantId })),
  );
  await plantPool(ports, { '2026-10-31': 50 });
  const days = ['2026-10-31', '2026-11-01'].map((day, at) => {
    const uses = ACCOUNTS.map((id, place) =>
      usage(id, '/user-posts/', {
        billableCalls: 1_000n + BigInt(place),
        attempts: 1_100n,
        failedAttempts: 7n,
        milliCredits: 1_000_333n + BigInt(at),
        workerMs: 123_457n,
        llmInputTokens: 11n,
        egressBytes: 1_234_567_891n,
      }),
    );
    return [day, uses] as const;
  });
  const source = logOf(Object.fromEntries(days));
  for (const [day] of days) await runDay(ports, actor, { day, source, method: null });
  return ports;
}

async function written(
  ports: Ports,
  name: 'tenant-cost' | 'accounts',
  format: Format,
  span = SPAN,
): Promise<string> {
  const file = join(createFolder(), `out.${format}`);
  const table = exportTable(ports.database, name, DEMO_PORTAL_ID, span);
  await writeTable(table, { file, format, force: false });
  return file;
}

function factsOf({ database }: Ports) {
  const rows = rowsOf<Record<string, unknown>>(
    database,
    'select * from tenant_cost_daily order by event_date, tenant_id',
  );
  return rows.map(({ run_id: _, ...row }) => row);
}

test('exported facts are imported elsewhere as the very same facts, the unknown ones and the strange names too', async () => {
  const ports = await bookedWorld();
  const facts = factsOf(ports);
  expect(facts).toHaveLength(16);
  expect(facts.filter((row) => row.shared_nano_usd === null)).toHaveLength(8);
  const text = readFileSync(await written(ports, 'tenant-cost', 'csv'), 'utf8');
  const other = await openWorld();
  await plantTenants(
    other.ports,
    ACCOUNTS.map((tenantId) => ({ tenantId })),
  );
  expect(await importText(other.ports, 'tenant-cost', text)).toMatchObject({
    added: 16,
    rounded: 0,
    smallGaps: 0,
  });
  expect(factsOf(other.ports)).toEqual(facts);
  expect(await importText(ports, 'tenant-cost', text)).toMatchObject({ importId: null, unchanged: 16 });
});

test('no cell of a CSV is a formula, and negative amounts stay numbers', async () => {
  const ports = await bookedWorld();
  await importText(ports, 'revenue', "event_date,tenant_id,revenue_usd_day\n2026-10-31,o'brien,0.01\n");
  for (const name of ['tenant-cost', 'accounts'] as const) {
    const [, ...lines] = readFileSync(
      await written(ports, name, 'csv', { from: '2026-10-31', to: '2026-10-31' }),
      'utf8',
    )
      .trim()
      .split('\n');
    const cells = lines.flatMap((line) => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/));
    const live = cells.filter((cell) => /^"?[=+@＝＋－＠]/.test(cell) || /^"?-(?![\d.]+$)/.test(cell));
    expect(live).toEqual([]);
    expect(cells.filter((cell) => /^'-[\d.]+$/.test(cell))).toEqual([]);
    if (name === 'accounts') expect(cells.some((cell) => /^-\d+\.\d+$/.test(cell))).toBe(true);
  }
});

test('Parquet holds the same integers as the facts, and null where an amount is unknown', async () => {
  const ports = await bookedWorld();
  const file = await written(ports, 'tenant-cost', 'parquet');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const read = await connection.runAndReadAll(
    `select tenant_id, (egress_gb::decimal(38, 9) * 1000000000)::bigint, (variable_cost::decimal(38, 9) * 1000000000)::bigint, (allocated_shared::decimal(38, 9) * 1000000000)::bigint,
       (credits::decimal(38, 9) * 1000)::bigint, typeof(variable_cost) from '${file}' order by event_date, tenant_id`,
  );
  connection.closeSync();
  instance.closeSync();
  expect(read.getRows()).toEqual(
    factsOf(ports).map((row) => [
      row.tenant_id,
      row.egress_bytes,
      row.variable_nano_usd,
      row.shared_nano_usd,
      row.milli_credits,
      'DECIMAL(18,9)',
    ]),
  );
});

test('an XLSX keeps as text a number whose digits a spreadsheet would drop, and every other as a number', async () => {
  const columns = [
    { name: 'name', scale: null },
    { name: 'amount', scale: 9 },
  ];
  const rows = [
    ['=cmd()', 123_456_123_456_789n],
    ['large', 9_007_199_254_740_993n],
    ['unknown', null],
  ] as const;
  const table = {
    columns,
    async *rows() {
      yield* rows;
    },
  };
  const file = join(createFolder(), 'out.xlsx');
  expect(await writeTable(table, { file, format: 'xlsx', force: false })).toEqual({ rows: 3, asText: 1 });
  const sheet = await sheetOf(file);
  expect(sheet).toContain('<v>123456.123456789</v>');
  expect(sheet).not.toContain('<f>');
  expect(await sheetOf(file, 'xl/sharedStrings.xml')).toContain('9007199.254740993');
});

/** A part of an XLSX, which is a ZIP: every part lies behind a header of its own. */
async function sheetOf(file: string, part = 'xl/worksheets/sheet1.xml'): Promise<string> {
  const bytes = readFileSync(file);
  const directory = bytes.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  for (let at = directory; at >= 0 && bytes.readUInt32LE(at) === 0x02014b50; ) {
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const start = bytes.readUInt32LE(at + 42);
    const body = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
    if (name === part)
      return inflateRawSync(bytes.subarray(body, body + bytes.readUInt32LE(at + 20))).toString('utf8');
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return '';
}

test('a file in the way is not written over, and a failed export leaves no file', async () => {
  const ports = await bookedWorld();
  const file = join(createFolder(), 'out.csv');
  writeFileSync(file, 'mine');
  const table = exportTable(ports.database, 'tenant-cost', DEMO_PORTAL_ID, SPAN);
  await expect(writeTable(table, { file, format: 'csv', force: false })).rejects.toThrow(/is there already/);
  expect(readFileSync(file, 'utf8')).toBe('mine');
  const broken = {
    columns: table.columns,
    async *rows() {
      yield* table.rows();
      throw new Error('the database went away');
    },
  };
  for (const format of ['csv', 'xlsx', 'parquet'] as const) {
    await expect(writeTable(broken, { file, format, force: true })).rejects.toThrow('the database went away');
    expect([readFileSync(file, 'utf8'), existsSync(`${file}.part`)]).toEqual(['mine', false]);
  }
  await writeTable(table, { file, format: 'csv', force: true });
  expect(readFileSync(file, 'utf8')).toContain('event_date');
});

test('accounts: worst first, no revenue said in words, an account without cost is there too, unknown cost stays unknown', async () => {
  const ports = await bookedWorld();
  await plantTenants(ports, [{ tenantId: 'quiet' }]);
  const revenue = ['2026-10-31,quiet,5', "2026-11-01,'=cmd(),100"];
  await importText(ports, 'revenue', ['event_date,tenant_id,revenue_usd_day', ...revenue].join('\n'));
  const table = exportTable(ports.database, 'accounts', DEMO_PORTAL_ID, {
    from: '2026-10-31',
    to: '2026-10-31',
  });
  const place = (name: string) => table.columns.findIndex((column) => column.name === name);
  const rows: (readonly (string | bigint | null)[])[] = [];
  for await (const row of table.rows()) rows.push(row);
  const leftOver = rows.map((row) => row[place('left_over_usd')]);
  expect(leftOver).toEqual(leftOver.toSorted((a, b) => Number(a) - Number(b)));
  expect(rows.at(-1)?.slice(0, 1)).toEqual(['quiet']);
  expect(rows.map((row) => row[place('margin_state')])).toEqual([
    ...Array.from({ length: 8 }, () => 'no revenue'),
    'known',
  ]);
  expect(rows.at(-1)?.[place('gross_margin_percent')]).toBe(1_000n);
  const both = exportTable(ports.database, 'accounts', DEMO_PORTAL_ID, SPAN);
  for await (const row of both.rows()) {
    if (row[0] === '=cmd()')
      expect([row[place('total_cost')], row[place('margin_state')]]).toEqual([null, 'unknown']);
  }
});
