import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEMO_PORTAL_ID } from '../../../../server/demo/demo-company.ts';
import { runDay } from '../../../../server/facts/run-day.ts';
import { openDuckDb } from '../../../../server/facts/sources/duckdb.ts';
import { type FileOptions, openFileSource } from '../../../../server/facts/sources/file-source.ts';
import { openPostgresSource } from '../../../../server/facts/sources/postgres-source.ts';
import { systemActor } from '../../../../server/people/actor.ts';
import { ServiceError } from '../../../../server/service-error.ts';
import { plantTenants } from '../../../support/facts.ts';
import { ownPostgres, postgresDatabase } from '../../../support/postgres.ts';
import {
  AWKWARD_DAY,
  AWKWARD_LOG,
  type LoggedRequest,
  logged,
  plantInPostgres,
  writeCsv,
  writeJsonl,
  writeParquet,
} from '../../../support/request-log.ts';
import { openWorld, type World } from '../../../support/world.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dealfloor-refused-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read(file: string, options: Partial<FileOptions> = {}) {
  const source = await openFileSource(file, { ignoredColumns: [], checksDuplicates: false, ...options });
  return source.readDay(AWKWARD_DAY).finally(() => source.close());
}

/** The sentence by which a log is refused; a fault without a sentence of ours fails the test. */
async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => new Error('it was taken'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ServiceError);
  return error instanceof Error ? error.message : '';
}

const BAD: readonly (readonly [string, Partial<LoggedRequest>, RegExp])[] = [
  ['more than 3 decimals', { credits: '1.2345' }, /credits is "1\.2345"; .* 3 decimals/],
  ['a negative amount', { credits: '-1' }, /credits is "-1(\.0+)?"/],
  ['NaN', { credits: 'NaN' }, /credits is "(NaN|nan)"/],
  ['an absurd amount', { credits: '1000000000000' }, /credits is "1000000000000/],
  ['no credits', { credits: '' }, /credits is empty/],
  ['a negative meter', { worker_ms: -5 }, /worker_ms is "-5(\.0)?"/],
  ['half a row of a database', { db_writes: 1.5 }, /db_writes is "1\.5"; .*whole number/],
  ['a terabyte too much', { response_bytes: 1e12 }, /response_bytes is "1000000000000/],
  ['no status', { http_status: 0 }, /http_status is "0(\.0)?"; .*100 to 599/],
  ['attempt nought', { attempt: 0 }, /attempt is "0(\.0)?"/],
  ['no tenant', { tenant_id: '' }, /tenant_id is empty/],
  ['no endpoint', { endpoint: '' }, /endpoint is empty/],
];

function spoilt(changes: Partial<LoggedRequest>): LoggedRequest[] {
  return [logged('r_1'), logged('r_2'), logged('r_3', changes), logged('r_4')];
}

describe('a row that breaks a rule refuses the whole log, by file, row and column', () => {
  test.each(BAD)('CSV and JSONL: %s', async (_, changes, words) => {
    const csv = await refusal(read(writeCsv(folder, spoilt(changes))));
    expect(csv).toMatch(words);
    expect(csv).toMatch(/log\.csv, row 4: .* Nothing was changed\.$/);
    const jsonl = await refusal(read(writeJsonl(folder, spoilt(changes))));
    expect(jsonl).toMatch(words);
    expect(jsonl).toMatch(/log\.jsonl, row 3: .* Nothing was changed\.$/);
  });

  test('Parquet, whose own types are as loose as its writer left them', async () => {
    const loose = { credits: 'DOUBLE', db_writes: 'DOUBLE', worker_ms: 'BIGINT', http_status: 'INTEGER' };
    for (const [name, changes, words] of BAD) {
      const file = await writeParquet(folder, spoilt(changes), 'log.parquet', loose);
      const sentence = await refusal(read(file));
      if (!/tenant|endpoint/.test(name)) expect(sentence, name).toMatch(words);
      expect(sentence, name).toMatch(/log\.parquet, row 3: /);
    }
    const soft = await writeParquet(folder, spoilt({ credits: '0.1' }), 'soft.parquet', loose);
    expect((await read(soft))[0]?.milliCredits).toBe(3_100n);
  });

  test('PostgreSQL names the request, whatever its columns promise', async () => {
    const address = await postgresDatabase();
    const loose = { credits: 'numeric', db_writes: 'double precision', worker_ms: 'bigint' };
    for (const [name, changes, words] of BAD.filter(([, { credits }]) => credits !== '')) {
      await plantInPostgres(address, spoilt(changes), loose);
      const source = await openPostgresSource({ postgresUrl: address, table: 'request_log' }, []);
      const sentence = await refusal(source.readDay(AWKWARD_DAY));
      expect(sentence, name).toMatch(words);
      expect(sentence, name).toMatch(/^table request_log, request r_3: .* Nothing was changed\.$/);
    }
    await plantInPostgres(address, [{ ...logged('r_1'), worker_ms: Object(null) }], { worker_ms: 'text' });
    const wrong = openPostgresSource({ postgresUrl: address, table: 'request_log' }, []);
    expect(await refusal(wrong.then((source) => source.readDay(AWKWARD_DAY)))).toMatch(
      'column worker_ms is of the type text; it must be a whole number.',
    );
  });

  test('a bad row in the middle of a long file, a row with a cell too many, an open quote, bytes that are no text', async () => {
    const rows = Array.from({ length: 40_000 }, (_, place) => logged(`r_${place}`));
    const file = writeCsv(folder, rows.with(31_233, logged('bad', { db_reads: -1 })), 'long.csv');
    expect(await refusal(read(file))).toMatch(/long\.csv, row 31235: db_reads is "-1"/);
    const lines = readFileSync(writeCsv(folder, rows.slice(0, 30_000)), 'utf8').split('\n');
    const broken = async (line: string) => {
      const path = join(folder, 'broken.csv');
      writeFileSync(path, lines.with(20_000, line).join('\n'), 'latin1');
      return refusal(read(path));
    };
    expect(await broken(`${lines[7]},more`)).toMatch(
      /broken\.csv, row 20001: it has 17 cells where the header has 16/,
    );
    expect(await broken(`"open${lines[7]}`)).toMatch(/broken\.csv, row \d+: a quote is left open/);
    expect(await broken(`${lines[7]}`.replace('t_001', 't_\u00ff'))).toMatch(
      /broken\.csv, row 20001: it is not UTF-8/,
    );
    writeFileSync(join(folder, 'broken.jsonl'), `${'{"request_id": "a"}\n'.repeat(3)}{"request_id": \n`);
    expect(await refusal(read(join(folder, 'broken.jsonl')))).toMatch(/broken\.jsonl/);
  });
});

describe('a file that is not what it says', () => {
  test('a Parquet file that was cut off anywhere, or whose bytes were changed, books nothing', async () => {
    const whole = await writeParquet(folder, AWKWARD_LOG, 'whole.parquet');
    const bytes = readFileSync(whole);
    for (const share of [0, 0.2, 0.5, 0.9, 0.99]) {
      const file = join(folder, 'cut.parquet');
      writeFileSync(file, bytes);
      truncateSync(file, Math.floor(bytes.length * share));
      expect(await refusal(read(file))).toMatch(/cut\.parquet: it is no whole Parquet file/);
    }
    expect((await read(whole)).length).toBeGreaterThan(5);
  });

  test('no file, a file of another kind, an address, an empty file, a header without rows', async () => {
    const touch = (name: string, text: string) => {
      writeFileSync(join(folder, name), text);
      return read(join(folder, name));
    };
    expect(await refusal(read(join(folder, 'nothing-*.csv')))).toMatch('No file is called');
    expect(await refusal(touch('log.xlsx', ''))).toMatch('is no log that we read');
    expect(await refusal(read('s3://bucket/log.parquet'))).toMatch('local files');
    expect(await refusal(touch('empty.csv', ''))).toMatch('empty.csv is empty');
    const [header = ''] = readFileSync(writeCsv(folder, [logged('r_1')]), 'utf8').split('\n');
    expect(await touch('header.csv', `${header}\n`)).toEqual([]);
  });

  test('what is missing is named all at once; what looks personal is refused by name until it is ignored', async () => {
    const plain = writeCsv(folder, [logged('r_1')]);
    const [header = '', row = ''] = readFileSync(plain, 'utf8').split('\n');
    const file = join(folder, 'named.csv');
    writeFileSync(file, `${header.replace('credits', 'cost').replace('worker_ms', 'time')}\n${row}\n`);
    expect(await refusal(read(file))).toMatch(/named\.csv has no column credits, worker_ms\./);
    writeFileSync(file, `${header},username,client_ip,region\n${row},dana,127.0.0.1,eu\n`);
    expect(await refusal(read(file))).toMatch(
      'columns "username", "client_ip" look personal; drop them or map them with --ignore username --ignore client_ip',
    );
    expect(await read(file, { ignoredColumns: ['username', 'client_ip'] })).toHaveLength(1);
    writeFileSync(file, `${header},CREDITS\n${row},1\n`);
    expect(await refusal(read(file))).toMatch('has the column credits twice');
  });
});

describe('what is read all the same', () => {
  test('gzip, a byte-order mark, Windows line ends, columns in another order', async () => {
    const plain = writeCsv(folder, AWKWARD_LOG);
    const expected = await read(plain);
    const text = readFileSync(plain, 'utf8');
    writeFileSync(join(folder, 'zipped.csv.gz'), gzipSync(text));
    writeFileSync(join(folder, 'marked.csv'), `\ufeff${text}`);
    writeFileSync(join(folder, 'windows.csv'), text.replaceAll('\n', '\r\n'));
    const turned = AWKWARD_LOG.map((row) => Object.fromEntries(Object.entries(row).toReversed()));
    writeCsv(folder, turned as unknown as LoggedRequest[], 'turned.csv');
    for (const name of ['zipped.csv.gz', 'marked.csv', 'windows.csv', 'turned.csv']) {
      const usage = await read(join(folder, name));
      expect(usage, basename(name)).toEqual(expect.arrayContaining([...expected]));
      expect(usage).toHaveLength(expected.length);
    }
  });

  test('a request id that stands twice is trusted, unless it is asked to be looked for', async () => {
    const rows = [logged('r_1'), logged('r_2'), logged('r_1')];
    for (const file of [writeCsv(folder, rows), await writeParquet(folder, rows)]) {
      expect((await read(file))[0]?.attempts).toBe(3n);
      const sentence = await refusal(read(file, { checksDuplicates: true }));
      expect(sentence).toBe('1 request id stands more than once (the first is r_1). Nothing was changed.');
    }
  });
});

test('a doubled id is found in a log too long for one look', async () => {
  const file = join(folder, 'long.parquet');
  const duckDb = await openDuckDb();
  await duckDb.connection.run(
    `COPY (SELECT 'r_' || (CASE i WHEN 2099999 THEN 5 ELSE i END) AS request_id, 't_1' AS tenant_id,
       TIMESTAMP '2026-11-18 12:00:00' AS occurred_at, '/userid/' AS endpoint, 1 AS credits, 1 AS db_writes,
       1 AS db_reads, 90 AS worker_ms, 100 AS response_bytes, 200 AS http_status
     FROM range(2100000) AS rows(i)) TO '${file}' (FORMAT parquet)`,
  );
  duckDb.close();
  const sentence = await refusal(read(file, { checksDuplicates: true }));
  expect(sentence).toBe('1 request id stands more than once (the first is r_5). Nothing was changed.');
});

describe('a PostgreSQL that cannot be asked', () => {
  test('it says what to look at, and never its address or password', async () => {
    const address = await postgresDatabase();
    await plantInPostgres(address, [logged('r_1')]);
    const password = new URL(address).password;
    const open = async (postgresUrl: string, table = 'request_log') => {
      const sentence = await refusal(openPostgresSource({ postgresUrl, table }, []));
      expect(sentence).not.toContain(password);
      expect(sentence).not.toContain('127.0.0.1');
      return sentence;
    };
    expect(await open(address, 'nothing')).toBe('There is no table nothing in that PostgreSQL.');
    expect(await open(address.replace(password, 'wrong-secret'))).toMatch(
      /let us not in .* LOG_POSTGRES_URL/,
    );
    expect(await open(address.replace(/:\d+\//, ':1/'))).toMatch(/did not answer/);
    expect(await refusal(openPostgresSource({ postgresUrl: null, table: 'request_log' }, []))).toMatch(
      'Set LOG_POSTGRES_URL',
    );
  });

  test('one that crashes in the middle of a sum ends the run with a sentence, and the old day stands', async () => {
    const world = await openWorld();
    const actor = systemActor(DEMO_PORTAL_ID, 'cli');
    await plantTenants(world.ports, [{ tenantId: 't_001' }]);
    const server = await ownPostgres();
    const postgresUrl = await server.newDatabase();
    await plantInPostgres(postgresUrl, [logged('r_1')]);
    await inPostgres(postgresUrl, 'CREATE TABLE pace AS SELECT 0 AS seconds');
    await inPostgres(
      postgresUrl,
      'CREATE VIEW slow_log AS SELECT request_log.* FROM request_log, (SELECT pg_sleep(seconds) FROM pace) AS slow',
    );
    const source = await openPostgresSource({ postgresUrl, table: 'slow_log' }, []);
    const run = () => runDay(world.ports, actor, { day: AWKWARD_DAY, source, method: null });
    const first = await run();
    await inPostgres(postgresUrl, 'UPDATE pace SET seconds = 60');
    const cutOff = refusal(run());
    while (!(await inPostgres(postgresUrl, "SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'"))) {}
    await server.crash();
    expect(await cutOff).toMatch(
      /^PostgreSQL .* went away in the middle.* 2026-11-18 stands as it was booked/,
    );
    const standing = await isStanding(world, first.runId);
    expect(standing).toBe(true);
    await server.start();
    await inPostgres(postgresUrl, 'UPDATE pace SET seconds = 0');
    expect((await run()).checksum).toBe(first.checksum);
  });
});

async function inPostgres(address: string, text: string): Promise<number> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  return client
    .query(text)
    .then(({ rows }) => rows.length)
    .finally(() => client.end());
}

async function isStanding(world: World, runId: string): Promise<boolean> {
  const { query, tables } = world.ports.database;
  const facts = await query.select().from(tables.tenantCostDaily);
  return facts.length === 1 && facts.every((fact) => fact.runId === runId);
}
