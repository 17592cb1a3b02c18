import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DEMO_PORTAL_ID } from '../../../server/demo/demo-company.ts';
import { openRaw } from '../../support/raw-sqlite.ts';
import { plantedData } from './planted-data.ts';
import { dealfloor } from './run-command.ts';

const README = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');

/** The commands of the README's way from a log to margins, as they stand there, without what npm needs. */
function wayInReadme(): string[][] {
  const section = README.slice(README.indexOf('## What accounts really cost'));
  const block = /```sh\n([\s\S]*?)```/.exec(section)?.[1] ?? '';
  return block
    .trim()
    .split('\n')
    .map((line) => {
      const command = line.replace(/^npm run --silent dealfloor -- /, '').replace(/\s+#.*$/, '');
      return command.split(' ').map((word) => word.replaceAll("'", ''));
    });
}

test('the three commands of the README lead from a log to the cost of every account', async () => {
  const surroundings = await plantedData(async () => {});
  const run = (...words: string[]) => dealfloor([...words, '--portal', DEMO_PORTAL_ID], surroundings);
  const numbers = ['--rows', '3000', '--tenants', '20', '--from', '2026-11-01', '--days', '3'];
  const made = await dealfloor(
    ['generate-log', '--out', 'logs-2026-11.parquet', '--terms-out', '.', ...numbers],
    surroundings,
  );
  expect([made.exitCode, made.err]).toEqual([0, '']);
  const [tenants = [], pool = [], etl = [], ...others] = wayInReadme();
  expect(others).toEqual([]);
  for (const words of [tenants, pool]) expect((await run(...words)).exitCode, words.join(' ')).toBe(0);
  const here = etl.map((word) => (word.startsWith('logs/') ? 'logs-2026-11.parquet' : word));
  const booked = await run(...here.map((word) => (word === '2026-11-20' ? '2026-11-03' : word)));
  expect(booked.out).toMatch(/^2026-11-03 {2}[\d,]+ rows, /m);
  const connection = openRaw(surroundings.file);
  const [days, unknown] = [
    'count(distinct event_date)',
    'count(*) - count(variable_nano_usd + shared_nano_usd)',
  ].map((what) => Number(connection.prepare(`select ${what} from tenant_cost_daily`).pluck().get()));
  connection.close();
  expect([days, unknown]).toEqual([booked.exitCode === 0 ? 3 : 2, 0]);
  const verified = await dealfloor(['verify'], surroundings);
  expect([verified.exitCode, verified.out]).toEqual([0, expect.stringContaining('booked')]);
});
