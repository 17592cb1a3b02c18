import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '../../../../server/clock.ts';
import { DEMO_PORTAL_ID } from '../../../../server/demo/demo-company.ts';
import { importRequestLog } from '../../../../server/facts/ingest/import-request-log.ts';
import { runDay } from '../../../../server/facts/run-day.ts';
import { openSource, type SourceOptions } from '../../../../server/facts/sources/open-source.ts';
import type { UsageSource } from '../../../../server/facts/usage-source.ts';
import { systemActor } from '../../../../server/people/actor.ts';
import { plantPool, plantTenants } from '../../../support/facts.ts';
import { postgresDatabase } from '../../../support/postgres.ts';
import {
  AWKWARD_DAY,
  AWKWARD_LOG,
  plantInPostgres,
  writeCsv,
  writeJsonl,
  writeParquet,
} from '../../../support/request-log.ts';
import { startWorld, type World } from '../../../support/world.ts';

const actor = systemActor(DEMO_PORTAL_ID, 'cli');
const DAYS = [addDays(AWKWARD_DAY, -1), AWKWARD_DAY];

let world: World;
let folder: string;
let options: SourceOptions;
let specs: Record<string, string>;

beforeAll(async () => {
  world = await startWorld();
  world.clock.set('2026-11-21T10:00:00Z');
  folder = mkdtempSync(join(tmpdir(), 'dealfloor-sources-'));
  const known = AWKWARD_LOG.map((row) => row.tenant_id).filter((id) => id !== 't_unknown');
  await plantTenants(
    world.ports,
    [...new Set(known)].map((tenantId) => ({ tenantId })),
  );
  await plantPool(world.ports, { [DAYS[0] ?? '']: 50, [AWKWARD_DAY]: 50 });
  const half = AWKWARD_LOG.length / 2;
  writeCsv(folder, AWKWARD_LOG.slice(0, half), 'part-1.csv');
  writeJsonl(folder, AWKWARD_LOG.slice(half), 'part-2.jsonl');
  specs = {
    CSV: writeCsv(folder, AWKWARD_LOG),
    JSONL: writeJsonl(folder, AWKWARD_LOG),
    Parquet: await writeParquet(folder, AWKWARD_LOG),
    'a glob of two formats': join(folder, 'part-*'),
    PostgreSQL: 'postgres',
    'the store': 'store',
  };
  const postgresUrl = await postgresDatabase();
  await plantInPostgres(postgresUrl, AWKWARD_LOG);
  options = {
    database: world.ports.database,
    portalId: DEMO_PORTAL_ID,
    warehouse: { postgresUrl, clickhouseUrl: null, table: 'request_log' },
    ignoredColumns: [],
    checksDuplicates: true,
  };
  const loading = { pattern: specs.CSV ?? '', ignoredColumns: [], dryRun: false };
  expect(await importRequestLog(world.ports, actor, loading)).toMatchObject({ accepted: AWKWARD_LOG.length });
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

async function book(source: UsageSource): Promise<unknown[]> {
  const booked: unknown[] = [];
  for (const day of DAYS) {
    const {
      runId: _,
      milliseconds: __,
      ...run
    } = await runDay(world.ports, actor, { day, source, method: null });
    booked.push(run);
  }
  return booked;
}

async function withSource<Result>(
  spec: string,
  work: (source: UsageSource) => Promise<Result>,
): Promise<Result> {
  const source = await openSource(spec, options);
  return work(source).finally(() => source.close());
}

describe('whatever holds the log, the facts are the same to the byte', () => {
  let expected: unknown[];
  beforeAll(async () => {
    expected = await withSource(specs.CSV ?? '', book);
  });

  test('the awkward log is what it is meant to be', async () => {
    const usage = await withSource(specs.CSV ?? '', (source) => source.readDay(AWKWARD_DAY));
    const attempts = usage.reduce((sum, row) => sum + row.attempts, 0n);
    expect(attempts).toBe(BigInt(AWKWARD_LOG.length) - 4n);
    const usual = usage.find(({ tenantId, endpoint }) => tenantId === 't_001' && endpoint === '/user-posts/');
    expect(usual).toMatchObject({ failedAttempts: 4n, cacheHits: 2n });
    expect(usual?.milliCredits).toBeGreaterThan(2n ** 53n);
    expect(usual?.egressBytes).toBeGreaterThan(9_999_999_999_990n);
    expect(expected).toMatchObject([{ rowsRead: 2n }, { quarantinedRows: 3n }]);
  });

  test.each(['JSONL', 'Parquet', 'a glob of two formats', 'PostgreSQL', 'the store'])('%s', async (kind) => {
    await withSource(specs[kind] ?? '', async (source) => {
      expect(await book(source)).toEqual(expected);
      expect(await source.span()).toEqual({ first: DAYS[0], last: addDays(AWKWARD_DAY, 1) });
      expect(await source.readDay('2026-11-10')).toEqual([]);
    });
  });

  test('PostgreSQL whose times bear no offset, in a database of another zone', async () => {
    const postgresUrl = await postgresDatabase();
    const inUtc = (text: string) => new Date(/[Z+]|-\d\d:/.test(text.slice(10)) ? text : `${text}Z`);
    const rows = AWKWARD_LOG.map((row) => {
      const occurred_at = inUtc(row.occurred_at).toISOString().replace('Z', '');
      return { ...row, occurred_at };
    });
    await plantInPostgres(postgresUrl, rows, { occurred_at: 'timestamp NOT NULL' });
    const client = new pg.Client({ connectionString: postgresUrl });
    await client.connect();
    await client.query(
      `ALTER DATABASE ${new URL(postgresUrl).pathname.slice(1)} SET timezone = 'Asia/Tokyo'`,
    );
    await client.end();
    const warehouse = { ...options.warehouse, postgresUrl };
    const source = await openSource('postgres', { ...options, warehouse });
    expect(await book(source)).toEqual(expected);
    expect(await source.span()).toEqual({ first: DAYS[0], last: addDays(AWKWARD_DAY, 1) });
  });
});
