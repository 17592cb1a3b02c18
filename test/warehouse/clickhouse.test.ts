import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from '../../server/clock.ts';
import { DEMO_PORTAL_ID } from '../../server/demo/demo-company.ts';
import { runDay } from '../../server/facts/run-day.ts';
import { openSource } from '../../server/facts/sources/open-source.ts';
import { systemActor } from '../../server/people/actor.ts';
import { ServiceError } from '../../server/service-error.ts';
import { plantPool, plantTenants } from '../support/facts.ts';
import {
  AWKWARD_DAY,
  AWKWARD_LOG,
  type LoggedRequest,
  logged,
  TYPES,
  writeCsv,
  writeJsonl,
} from '../support/request-log.ts';
import { startWorld, type World } from '../support/world.ts';
import { openEngine, serveEngine, type Warehouse } from './clickhouse-engine.ts';

let folder: string;
let engine: ReturnType<typeof openEngine>;
let warehouse: Warehouse;
let world: World;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dealfloor-warehouse-'));
  engine = openEngine();
  warehouse = await serveEngine(engine);
  world = await startWorld();
});
afterAll(async () => {
  await warehouse.close();
  engine.cleanup();
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Fills a table by ClickHouse's own reader of JSON, which knows every offset. */
function plant(
  table: string,
  rows: readonly LoggedRequest[],
  types: Partial<Record<keyof LoggedRequest, string>> = {},
) {
  const columns = Object.entries<readonly string[]>({ ...TYPES }).map(([name, [, , type]]) => {
    const chosen = Object.entries(types).find(([column]) => column === name)?.[1];
    return `${name} ${chosen ?? type}`;
  });
  engine.query(
    `CREATE OR REPLACE TABLE ${table} (${columns.join(', ')}) ENGINE = MergeTree ORDER BY (occurred_at, request_id)`,
  );
  const file = join(folder, `${table}.jsonl`);
  const utc = (text: string) => (/(Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text.replace(' ', 'T')}Z`);
  const lines = rows.map((row) => JSON.stringify({ ...row, occurred_at: utc(row.occurred_at) }));
  writeFileSync(file, `${lines.join('\n')}\n`);
  engine.query(
    `INSERT INTO ${table} SELECT * FROM file('${file}', JSONEachRow)
     SETTINGS date_time_input_format = 'best_effort', input_format_json_read_bools_as_numbers = 1`,
  );
}

async function open(table: string, clickhouseUrl = warehouse.url) {
  return openSource('clickhouse', {
    database: world.ports.database,
    portalId: DEMO_PORTAL_ID,
    warehouse: { postgresUrl: null, clickhouseUrl, table },
    ignoredColumns: [],
    checksDuplicates: false,
  });
}

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => new Error('it was taken'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ServiceError);
  const sentence = error instanceof Error ? error.message : '';
  expect(sentence).not.toMatch(/secret-of-reader|127\.0\.0\.1/);
  return sentence;
}

test('ClickHouse gives the same facts to the byte as the files', async () => {
  const actor = systemActor(DEMO_PORTAL_ID, 'cli');
  world.clock.set('2026-11-21T10:00:00Z');
  const known = AWKWARD_LOG.map((row) => row.tenant_id).filter((id) => id !== 't_unknown');
  await plantTenants(
    world.ports,
    [...new Set(known)].map((tenantId) => ({ tenantId })),
  );
  await plantPool(world.ports, { [AWKWARD_DAY]: 50 });
  plant('request_log', AWKWARD_LOG);
  const checksums: string[] = [];
  const options = {
    database: world.ports.database,
    portalId: DEMO_PORTAL_ID,
    warehouse: { postgresUrl: null, clickhouseUrl: warehouse.url, table: 'request_log' },
    ignoredColumns: [],
    checksDuplicates: false,
  };
  for (const spec of [writeCsv(folder, AWKWARD_LOG), writeJsonl(folder, AWKWARD_LOG), 'clickhouse']) {
    const source = await openSource(spec, options);
    const run = await runDay(world.ports, actor, { day: AWKWARD_DAY, source, method: null });
    expect(run.rowsRead).toBe(BigInt(AWKWARD_LOG.length) - 4n);
    checksums.push(run.checksum);
    expect(await source.span()).toEqual({ first: addDays(AWKWARD_DAY, -1), last: addDays(AWKWARD_DAY, 1) });
    expect(await source.readDay('2026-11-10')).toEqual([]);
    await source.close();
  }
  expect(new Set(checksums).size).toBe(1);
});

test('sums that pass 64 bits do not wrap around in silence', async () => {
  engine.query(
    `CREATE OR REPLACE TABLE huge ENGINE = MergeTree ORDER BY occurred_at AS
     SELECT toString(number) AS request_id, 't_001' AS tenant_id, toDateTime('2026-11-18 10:00:00', 'UTC') AS occurred_at,
       '/userid/' AS endpoint, toDecimal64(1, 3) AS credits, 1 AS db_writes, 1 AS db_reads, 1 AS worker_ms,
       toInt64(999999999999) AS response_bytes, 200 AS http_status FROM numbers(20000000)`,
  );
  const source = await open('huge');
  expect(await refusal(source.readDay(AWKWARD_DAY))).toMatch('add up to 19999999999980000000');
  await source.close();
});

test('a row that breaks a rule is refused by request and column; looser types are read for what they hold', async () => {
  const loose = { credits: 'Float64', db_writes: 'Float64', worker_ms: 'Nullable(Int64)', attempt: 'Int32' };
  const bad: readonly (readonly [Partial<LoggedRequest>, RegExp])[] = [
    [{ credits: '1.2345' }, /credits is "1\.2345"/],
    [{ credits: '-1' }, /credits is "-1"/],
    [{ db_writes: 1.5 }, /db_writes is "1\.5"/],
    [{ worker_ms: -5 }, /worker_ms is "-5"/],
    [{ response_bytes: 1e12 }, /response_bytes is "1000000000000"/],
    [{ http_status: 0 }, /http_status is "0"/],
    [{ tenant_id: '' }, /tenant_id is empty/],
  ];
  for (const [changes, words] of bad) {
    plant('loose', [logged('r_1', { attempt: 1 }), logged('r_2', { attempt: 1, ...changes })], loose);
    const source = await open('loose');
    const sentence = await refusal(source.readDay(AWKWARD_DAY));
    expect(sentence).toMatch(words);
    expect(sentence).toMatch(/^table loose, request r_2: .* Nothing was changed\.$/);
    await source.close();
  }
  plant(
    'loose',
    [logged('r_1', { attempt: 1, credits: '0.1' }), logged('r_2', { attempt: 1, credits: '0.29' })],
    loose,
  );
  const source = await open('loose');
  expect((await source.readDay(AWKWARD_DAY))[0]?.milliCredits).toBe(390n);
  await source.close();
});

test('what cannot be asked says what to look at, and never its address or password', async () => {
  plant('request_log', [logged('r_1')]);
  expect(await refusal(open('nothing'))).toBe('There is no table nothing in that ClickHouse.');
  expect(await refusal(open('request_log', warehouse.url.replace('secret-of-reader', 'wrong')))).toMatch(
    'let us not in',
  );
  expect(await refusal(open('request_log', 'http://127.0.0.1:1'))).toMatch('did not answer');
  engine.query('CREATE OR REPLACE TABLE named (request_id String, username String) ENGINE = Memory');
  expect(await refusal(open('named'))).toMatch('column "username" looks personal');
});
