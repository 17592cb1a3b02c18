import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openFileSource } from '../../../../server/facts/sources/file-source.ts';
import { openPostgresSource } from '../../../../server/facts/sources/postgres-source.ts';
import { postgresDatabase } from '../../../support/postgres.ts';
import {
  AWKWARD_DAY,
  type LoggedRequest,
  logged,
  plantInPostgres,
  writeParquet,
} from '../../../support/request-log.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dealfloor-ends-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function readParquet(rows: readonly LoggedRequest[], types = {}) {
  const file = await writeParquet(folder, rows, 'ends.parquet', types);
  const source = await openFileSource(file, { ignoredColumns: [], checksDuplicates: false });
  return source.readDay(AWKWARD_DAY).finally(() => source.close());
}

/** Counted columns with the least and the most that one request may have. */
const ENDS: readonly (readonly [keyof LoggedRequest, number, number])[] = [
  ['db_writes', 0, 999_999_999_999],
  ['db_reads', 0, 999_999_999_999],
  ['worker_ms', 0, 999_999_999_999],
  ['response_bytes', 0, 999_999_999_999],
  ['upstream_latency_ms', 0, 999_999_999_999],
  ['llm_input_tokens', 0, 999_999_999_999],
  ['llm_output_tokens', 0, 999_999_999_999],
  ['http_status', 100, 599],
  ['attempt', 1, 1_000_000],
];

function among(changes: Partial<LoggedRequest>): LoggedRequest[] {
  return [logged('r_1'), logged('r_2'), logged('r_3', changes), logged('r_4')];
}

test.each(ENDS)(
  '%s from %d to %d in Parquet: one past either end is found, and both ends are taken',
  async (name, least, most) => {
    const types = { [name]: 'BIGINT' };
    for (const value of [least - 1, most + 1]) {
      const refused = readParquet(among({ [name]: value }), types);
      await expect(refused).rejects.toThrow(`ends.parquet, row 3: ${name} is "${value}"`);
    }
    const rows = [logged('r_1', { [name]: least }), logged('r_2', { [name]: most })];
    expect(await readParquet(rows, types)).toHaveLength(1);
  },
);

test('Parquet: an unknown count that must be known is found among known ones; of another day it harms nobody', async () => {
  await expect(readParquet(among({ credits: '' }))).rejects.toThrow('row 3: credits is empty');
  const tomorrow = { credits: '', occurred_at: '2026-11-19T00:00:00Z' };
  expect(await readParquet(among(tomorrow))).toMatchObject([{ attempts: 3n }]);
});

test.each(ENDS)('%s from %d in PostgreSQL: one less is found beside unknown ones', async (name, least) => {
  const address = await postgresDatabase();
  await plantInPostgres(address, among({ [name]: least - 1 }), { [name]: 'integer' });
  const source = await openPostgresSource({ postgresUrl: address, table: 'request_log' }, []);
  await expect(source.readDay(AWKWARD_DAY)).rejects.toThrow(`request r_3: ${name} is "${least - 1}"`);
  await plantInPostgres(address, [logged('r_1', { [name]: least })], { [name]: 'integer' });
  expect(await source.readDay(AWKWARD_DAY)).toHaveLength(1);
});

test('PostgreSQL: counts that are all unknown are none, where they may be', async () => {
  const address = await postgresDatabase();
  await plantInPostgres(address, [logged('r_1', { upstream_latency_ms: null })], { db_writes: 'bigint' });
  const source = await openPostgresSource({ postgresUrl: address, table: 'request_log' }, []);
  expect(await source.readDay(AWKWARD_DAY)).toMatchObject([{ attempts: 1n, upstreamLatencyMs: 0n }]);
});
