import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openRaw } from '../../support/raw-sqlite.ts';
import { COST_HEADER, costRow, csv } from '../facts/imports/csv-files.ts';
import { createFolder, dealfloor, type Ended } from './run-command.ts';

const INIT =
  'init --portal 24681357 --name Acme --admin-user-id 9041 --admin-email noor@acme.example --admin-name Noor';

/** A deployment in a folder of its own, and the command in it. */
async function deployment() {
  const folder = createFolder();
  const run = (...words: string[]): Promise<Ended> => dealfloor(words, { folder });
  await run(...INIT.split(' '));
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  const count = (table: string) => {
    const connection = openRaw(join(folder, '.data', 'dealfloor.sqlite'));
    const rows = connection.prepare(`select count(*) from ${table}`).pluck().get();
    connection.close();
    return Number(rows);
  };
  return { run, write, count };
}

const DAYS = ['2026-09-01', '2026-09-02', '2026-09-04'];
const COSTS = csv(
  COST_HEADER,
  DAYS.map((day) => costRow(day, 't_1', '1.25')),
);

describe('dealfloor import tenant-cost', () => {
  test('D1: says what it read, and the same file again adds no row', async () => {
    const { run, write, count } = await deployment();
    write('costs.csv', COSTS);
    const first = await run('import', 'tenant-cost', 'costs.csv', '--create-tenants');
    expect([first.exitCode, first.err]).toEqual([0, '']);
    const lines = first.out.trim().split('\n');
    expect(lines.slice(0, 5)).toEqual([
      'read 3 rows, 1 tenant, 3 days (2026-09-01 .. 2026-09-04)',
      'missing day   2026-09-03 (shown as "no data", not zero)',
      'unknown       1 tenant, 0 endpoints (made: t_1, plan unknown)',
      'replaced      0 rows   added 3   price versions 2026-08-01',
      'check         variable + shared = total on every row (max diff $0)',
    ]);
    expect(lines[5]).toMatch(
      /^done in \d+\.\d s {3}import id (imp_[0-9a-f]{32}) {2}undo: dealfloor import undo \1$/,
    );
    const again = await run('import', 'tenant-cost', 'costs.csv');
    expect(again.out).toContain('replaced      0 rows   added 0   unchanged 3');
    expect(again.out).toMatch(
      /nothing was written: all of it stands already \(this very file is import imp_[0-9a-f]{32} of \d{4}/,
    );
    expect([count('tenant_cost_daily'), count('imports')]).toEqual([3, 1]);
  });

  test('D2: a bad row is refused by its number with exit code 3, and nothing is written', async () => {
    const { run, write, count } = await deployment();
    write('costs.csv', `${COSTS}2026-09-05,t_1,1,1,0,0,0,0,0,0,2.5,0.48,3.10,2026-08-01\n`);
    const { exitCode, out, err } = await run('import', 'tenant-cost', 'costs.csv', '--create-tenants');
    expect([exitCode, out]).toEqual([3, '']);
    expect(err).toBe(
      "refused: row 5: total_cost 3.10 but variable + shared = 2.98 (diff $0.12 > $0.01). Nothing was written. --allow-mismatch to keep the file's total.\n",
    );
    expect([count('tenant_cost_daily'), count('tenants'), count('imports')]).toEqual([0, 0, 0]);
    const kept = await run(
      'import',
      'tenant-cost',
      'costs.csv',
      '--create-tenants',
      '--allow-mismatch',
      '--json',
    );
    expect(JSON.parse(kept.out)).toMatchObject({ added: 4, keptTotals: 1, largestGapNanoUsd: '0' });
  });

  test('D3: a column that looks personal is refused by its name, and left out where that is asked', async () => {
    const { run, write } = await deployment();
    write('pool.csv', csv('event_date,username,amount_usd', ['2026-09-01,maria,50']));
    const { exitCode, err } = await run('import', 'pool', 'pool.csv');
    expect([exitCode, err]).toEqual([
      3,
      'refused: column "username" looks personal; drop it or map it with --ignore username\n',
    ]);
    expect((await run('import', 'pool', 'pool.csv', '--ignore', 'username')).exitCode).toBe(0);
  });

  test('undo, list and a dry run say what they do; a wrong call is told as such', async () => {
    const { run, write, count } = await deployment();
    write('costs.csv', COSTS);
    const dry = await run('import', 'tenant-cost', 'costs.csv', '--create-tenants', '--dry-run');
    expect(dry.out).toMatch(/dry run in \d+\.\d s: nothing was written/);
    expect([count('tenant_cost_daily'), count('tenants')]).toEqual([0, 0]);
    const { importId } = JSON.parse(
      (await run('import', 'tenant-cost', 'costs.csv', '--create-tenants', '--json')).out,
    );
    expect((await run('import', 'list')).out).toMatch(/tenant-cost +costs\.csv +3 +3 +0 +stands/);
    const undone = await run('import', 'undo', importId);
    expect(undone.out).toBe(
      'undone: tenant-cost import of costs.csv (3 rows taken out, 0 rows put back as before)\n',
    );
    expect([count('tenant_cost_daily'), count('tenants'), count('booked_days')]).toEqual([0, 0, 0]);
    const twice = await run('import', 'undo', importId);
    expect([twice.exitCode, twice.err]).toEqual([3, expect.stringContaining('was undone already')]);
    expect((await run('import', 'list')).out).toContain('undone 2');
    expect((await run('import', 'tenant-cost', 'nowhere.csv')).err).toBe(
      'dealfloor: nowhere.csv cannot be read: there is no such file.\n',
    );
    expect((await run('import', 'pool', 'costs.csv', '--portal', '1')).exitCode).toBe(2);
  });
});

test('what was imported is exported, and imported again as nothing new', async () => {
  const { run, write } = await deployment();
  write('costs.csv', COSTS);
  await run('import', 'tenant-cost', 'costs.csv', '--create-tenants');
  const words = ['export', 'tenant-cost', '--from', '2026-09-01', '--to', '2026-09-30', '--out', 'out.csv'];
  expect((await run(...words)).out).toBe('wrote 3 rows to out.csv (2026-09-01 .. 2026-09-30)\n');
  const inTheWay = await run(...words);
  expect([inTheWay.exitCode, inTheWay.err]).toEqual([
    2,
    'dealfloor: out.csv is there already. Add --force to write over it.\n',
  ]);
  expect((await run('import', 'tenant-cost', 'out.csv')).out).toContain('added 0   unchanged 3');
  expect(
    (await run('export', 'accounts', '--from', '2026-09-30', '--to', '2026-09-01', '--out', 'x.csv'))
      .exitCode,
  ).toBe(2);
  expect(
    (await run('export', 'accounts', '--from', '2026-9-1', '--to', '2026-09-01', '--out', 'x.csv')).exitCode,
  ).toBe(2);
});
