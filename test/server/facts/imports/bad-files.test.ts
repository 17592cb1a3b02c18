import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { KindName } from '../../../../server/facts/imports/import-kind.ts';
import { ServiceError } from '../../../../server/service-error.ts';
import { plantTenants } from '../../../support/facts.ts';
import { rowCounts } from '../../../support/raw-sqlite.ts';
import { startWorld, type World } from '../../../support/world.ts';
import { COST_HEADER, costRow, csv, importText } from './csv-files.ts';

let world: World;
let before: Record<string, number>;

beforeAll(async () => {
  world = await startWorld();
  await plantTenants(world.ports, [{ tenantId: 't_1', effectiveFrom: '2020-01-01' }, { tenantId: 't_2' }]);
  before = rowCounts(world.ports.database);
});
afterAll(() => world.close());

/** The sentence with which a file is refused; nothing at all is written. */
async function refusal(kind: KindName, text: string | Uint8Array, pieceBytes?: number): Promise<string> {
  const error = await importText(world.ports, kind, text, {}, pieceBytes).then(
    () => new Error('it was taken'),
    (thrown: unknown) => thrown,
  );
  expect(rowCounts(world.ports.database)).toEqual(before);
  if (error instanceof ServiceError) return error.message;
  throw error;
}

type BadCell = { readonly column: string; readonly cell: string; readonly says: string };
const BAD_CELLS: BadCell[] = readFileSync(new URL('../../../corpus/bad-cells.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

const GOOD = ['2026-10-30', 't_1', '1', '1', '0', '0', '0', '0', '0', '0', '1', '0', '1', '2026-08-01'];

describe('one bad cell refuses the whole file, by its row and column', () => {
  test.each(BAD_CELLS)('$column = $cell', async ({ column, cell, says }) => {
    const place = COST_HEADER.split(',').indexOf(column);
    const bad = GOOD.map((good, at) => (at === place ? `"${cell.replaceAll('"', '""')}"` : good)).join(',');
    const text = csv(COST_HEADER, [
      costRow('2026-10-29', 't_1', '1'),
      bad,
      costRow('2026-10-31', 't_1', '1'),
    ]);
    expect(await refusal('tenant-cost', text)).toContain(`row 3: ${column} ${says}`);
  });
});

test('rows are counted as a spreadsheet counts them: header, empty lines and broken cells included', async () => {
  const header = 'event_date,component,amount_usd';
  const text = `${header}\r\n2026-10-30,"two\nlines",1\n\n2026-10-31,b,-1\r\n`;
  const refused = await refusal('pool', text);
  expect(refused).toMatch(/^row 2: component holds a character that cannot be printed\./);
  expect(await refusal('pool', `${header}\r\n2026-10-30,a,1\n\n2026-10-31,b,-1\r\n`)).toMatch(
    /^row 4: amount_usd is negative: -1\./,
  );
});

test('several bad rows are told together, the first as the sentence', async () => {
  const rows = Array.from({ length: 30 }, (_, at) => `2026-10-30,c${at},${at % 2 === 0 ? '1' : 'x'}`);
  const error = await importText(world.ports, 'pool', csv('event_date,component,amount_usd', rows)).catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject({
    message: expect.stringMatching(/^row 3: amount_usd is no plain number: "x"\. Nothing was written\.$/),
  });
  expect(error).toHaveProperty('issues.length', 9);
  expect(error).toHaveProperty('issues.0', { path: 'row 5', message: 'amount_usd is no plain number: "x"' });
});

test('the same key twice in a file refuses it, however far apart the two rows are', async () => {
  const days = Array.from({ length: 1_200 }, (_, at) =>
    new Date(Date.UTC(2022, 0, 2 + at)).toISOString().slice(0, 10),
  );
  const rows = days.map((day) => costRow(day, 't_1', '1'));
  expect(await refusal('tenant-cost', csv(COST_HEADER, [...rows, costRow('2022-01-02', 't_1', '1')]))).toBe(
    'row 1202: t_1, 2022-01-02, unattributed, 2026-08-01 stands in the file twice. Nothing was written.',
  );
  expect(await refusal('pool', csv('event_date,amount_usd', ['2026-10-30,1', '2026-10-30,1']))).toMatch(
    /^row 3: .*twice/,
  );
});

test('missing and unknown columns are named all at once', async () => {
  expect(await refusal('tenant-cost', 'event_date,tenant,surprise,extra\n')).toBe(
    'the header is not right: missing: api_calls, credits, db_writes, db_reads, worker_sec, llm_in, llm_out, egress_gb, ' +
      'variable_cost, allocated_shared, total_cost, price_version; "surprise" is unknown (leave it out with --ignore surprise); ' +
      '"extra" is unknown (leave it out with --ignore extra). Nothing was written. The columns are: event_date, tenant_id, ' +
      '[endpoint], api_calls, credits, db_writes, db_reads, worker_sec, llm_in, llm_out, egress_gb, variable_cost, ' +
      'allocated_shared, total_cost, price_version, [attempts], [failed_attempts], [cache_hits], [upstream_latency_ms], ' +
      '[credit_cost], [db_write_cost], [db_read_cost], [worker_cost], [llm_in_cost], [llm_out_cost], [egress_cost], [customer_cost].',
  );
  expect(await refusal('pool', 'date,event_date,amount_usd\n')).toContain('event_date stands there twice');
});

test.each([
  'username',
  'User Name',
  'handle',
  'E-Mail',
  'client_ip',
  'API-Key',
  'apiKey',
  'email_address',
  'query',
])('a column "%s" looks personal and is refused by its name', async (column) => {
  const text = csv(`event_date,${column},amount_usd`, ['2026-10-30,maria,1']);
  const refused = await refusal('pool', text);
  expect(refused).toContain(`column "${column}" looks personal; drop it or map it with --ignore`);
  expect(refused).not.toContain('maria');
});

test('a column of monthly revenue is refused with the reason', async () => {
  expect(await refusal('revenue', csv('event_date,tenant_id,mrr_usd', ['2026-10-30,t_1,3000']))).toBe(
    'column "mrr_usd" is of a month, and a sum over its days would count it thirty times. Divide it by the days of its month and name the column revenue_usd_day. Nothing was written.',
  );
});

test('a file that is no UTF-8, has open quotes, no rows or nothing at all says what it is', async () => {
  const header = 'event_date,component,amount_usd\n';
  const latin = Buffer.concat([
    Buffer.from(`${header}2026-10-30,a,1\n2026-10-31,`),
    Buffer.from([0xe9, 0x2c, 0x31, 0x0a]),
  ]);
  expect(await refusal('pool', latin)).toContain('from here on the file is not UTF-8');
  expect(await refusal('pool', `${header}2026-10-30,"a,1\n2026-10-31,b,1\n`)).toContain(
    'the quotes do not match',
  );
  expect(await refusal('pool', `${header}2026-10-30,a"b"c,1\n`)).toContain('row 2: the quotes do not match');
  expect(await refusal('pool', `${header}2026-10-30,"${'x'.repeat(200_000)}",1\n`)).toContain(
    'is a quote left open?',
  );
  expect(await refusal('pool', header)).toBe('facts.csv has a header and no rows. Nothing was written.');
  expect(await refusal('pool', '')).toContain('facts.csv is empty');
  expect(await refusal('pool', `${header}2026-10-30,a\n`)).toBe(
    'row 2: 2 cells where the header has 3. Nothing was written.',
  );
});

test('accounts: plans, words and ids are held against what they may be', async () => {
  const header = 'tenant_id,effective_from,name,plan,key_mode,owner_id';
  const one = (row: string) => refusal('tenants', csv(header, [row]));
  expect(await one('t_9,2026-01-01,Nine,gold,shared,')).toContain(
    'row 2: plan gold is not in the price book, so cost_class must say',
  );
  expect(await one('t_9,2026-01-01,Nine,team,ours,')).toContain(
    'row 2: key_mode is "ours"; it may be shared, byo, hybrid',
  );
  expect(await one('t_9,2026-01-01,Nine,team,shared,Imani Cole')).toContain('row 2: owner_id is no number');
  expect(await one('ann@acme.example,2026-01-01,Nine,team,shared,')).not.toContain('acme.example');
});
