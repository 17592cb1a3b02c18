import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DEMO_PORTAL_ID, DEMO_TOKEN } from '../../../server/demo/demo-company.ts';
import { runDay } from '../../../server/facts/run-day.ts';
import { systemActor } from '../../../server/people/actor.ts';
import { logOf, plantTenants, usage } from '../../support/facts.ts';
import { openRaw } from '../../support/raw-sqlite.ts';
import { OTHER_PORTAL_ID, OTHER_TOKEN } from '../../support/two-portals.ts';
import { plantedData } from './planted-data.ts';
import { createFolder, dealfloor } from './run-command.ts';

type Check = { name: string; state: 'ok' | 'look' | 'broken'; sentence: string; toDo: string | null };

async function examine(
  surroundings: { folder: string; environment?: Record<string, string> },
  ...words: string[]
) {
  const { exitCode, out, err } = await dealfloor(['doctor', '--json', ...words], surroundings);
  const { isWell, checks }: { isWell: boolean; checks: Check[] } = JSON.parse(out);
  const find = (name: string) => checks.find((check) => check.name === name);
  return { exitCode, isWell, checks, find, all: out + err };
}

describe('dealfloor doctor', () => {
  test('looks at everything of a founded deployment; whatever is not ok says what to do', async () => {
    const { exitCode, checks, find } = await examine(await plantedData());
    expect(exitCode).toBe(1);
    expect(checks.filter(({ state }) => state === 'broken')).toEqual([]);
    expect(find('database')).toMatchObject({
      state: 'ok',
      sentence: expect.stringContaining('synchronous=FULL'),
    });
    for (const name of ['price book', 'policy', 'audit chain', 'claims', 'runs']) {
      expect([name, find(`portal ${DEMO_PORTAL_ID}, ${name}`)?.state]).toEqual([name, 'ok']);
    }
    expect(find(`portal ${DEMO_PORTAL_ID}, facts`)).toMatchObject({
      state: 'look',
      sentence: 'no day is booked yet',
    });
    expect(find(`portal ${DEMO_PORTAL_ID}, HubSpot`)).toMatchObject({
      state: 'ok',
      sentence: expect.stringMatching(/^connected by a static token since 2026-/),
    });
    expect(checks.every(({ state, toDo }) => (state === 'ok') === (toDo === null))).toBe(true);
  });

  test('an empty machine is no fault: it says how to begin', async () => {
    const { exitCode, find } = await examine({ folder: createFolder() });
    expect(exitCode).toBe(1);
    expect([find('DuckDB')?.state, find('runtime')?.state]).toEqual(['ok', 'ok']);
    expect(find('database')?.toDo).toContain('dealfloor init');
  });

  test('a run that died and a run that failed are told with their day', async () => {
    const surroundings = await plantedData(async (ports) => {
      await plantTenants(ports, [{ tenantId: 't_1' }]);
      const log = logOf({ '2026-11-02': [usage('t_1', '/userid/', { billableCalls: 1n })] });
      const book = (day: string) =>
        runDay(ports, systemActor(DEMO_PORTAL_ID, 'cli'), { day, source: log, method: null });
      await book('2026-11-02');
      await expect(book('2026-11-03')).rejects.toThrow('holds nothing');
    });
    const connection = openRaw(surroundings.file);
    connection.exec(`update booked_days set claimed_by = run_id, claimed_until = '2026-11-02T00:00:00.000Z'`);
    connection.exec(`update etl_runs set started_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')`);
    connection.close();
    const { find } = await examine(surroundings);
    const claims = find(`portal ${DEMO_PORTAL_ID}, claims`);
    expect(claims?.sentence).toBe(
      'the run of 2026-11-02 died while it held the day; what stood there still stands',
    );
    expect(find(`portal ${DEMO_PORTAL_ID}, runs`)?.sentence).toContain('that of 2026-11-03 failed last: ');
    expect(find(`portal ${DEMO_PORTAL_ID}, facts`)?.state).toBe('look');
  });

  test('a damaged database is broken, and the checks after it are made all the same', async () => {
    const folder = createFolder();
    writeFileSync(join(folder, 'dealfloor.sqlite'), 'this is no database, whatever its name says');
    const { exitCode, find } = await examine({ folder, environment: { DEALFLOOR_DATA: folder } });
    expect([exitCode, find('database')?.state, find('HubSpot')?.state]).toEqual([1, 'broken', 'ok']);
  });

  test('a file of an older version is told to be brought up to date, and is left as it was', async () => {
    const { folder, file, environment } = await plantedData();
    const connection = openRaw(file);
    const count = () => connection.prepare('select count(*) from __drizzle_migrations').pluck().get();
    connection.exec(
      'delete from __drizzle_migrations where created_at = (select max(created_at) from __drizzle_migrations)',
    );
    const before = count();
    const { find } = await examine({ folder, environment });
    expect(find('database')).toMatchObject({
      state: 'look',
      toDo: expect.stringContaining('Start the service'),
    });
    expect(count()).toBe(before);
    connection.close();
  });

  test('a portal that has to be connected again is named with why, and one whose key is gone; no token is printed', async () => {
    const { folder, file, environment } = await plantedData();
    const connection = openRaw(file);
    const sealed = connection.prepare('select access_token from hubspot_connections').pluck().all();
    connection
      .prepare(
        "update hubspot_connections set state = 'reconnect', last_error = 'HubSpot says that the app was removed.' where portal_id = ?",
      )
      .run(DEMO_PORTAL_ID);
    connection.close();
    const name = (portalId: string) => `portal ${portalId}, HubSpot`;
    const online = { ...environment, HUBSPOT_BASE_URL: 'http://127.0.0.1:9' };
    const lost = await examine({ folder, environment: online }, '--online');
    expect(lost.find(name(DEMO_PORTAL_ID))).toMatchObject({
      state: 'broken',
      sentence: 'must be connected again: HubSpot says that the app was removed.',
      toDo: expect.stringContaining('/oauth/install'),
    });
    expect(lost.find(name(OTHER_PORTAL_ID))).toMatchObject({
      state: 'broken',
      sentence: 'HubSpot could not be reached (ask which account this is).',
    });
    const { DEALFLOOR_KEYS: _, ...withoutKeys } = environment;
    const keyless = await examine({ folder, environment: withoutKeys });
    expect(keyless.find(name(OTHER_PORTAL_ID))).toMatchObject({
      state: 'broken',
      sentence: 'its token cannot be opened: the key that sealed it is gone',
    });
    const said = lost.all + keyless.all;
    for (const secret of [...sealed, DEMO_TOKEN, OTHER_TOKEN]) expect(said).not.toContain(secret);
  });

  test.skipIf(process.getuid?.() === 0)(
    'a folder that cannot be written is broken (skipped for root)',
    async () => {
      const folder = createFolder();
      const data = join(folder, 'data');
      mkdirSync(data);
      chmodSync(data, 0o500);
      const { find } = await examine({ folder, environment: { DEALFLOOR_DATA: data } });
      chmodSync(data, 0o700);
      expect(find('data folder')?.state).toBe('broken');
    },
  );

  test('warehouses that are set are asked, HubSpot is not, and no secret is printed', async () => {
    const folder = createFolder();
    const environment = {
      LOG_POSTGRES_URL: 'postgres://etl:pg-secret-1@127.0.0.1:9/logs',
      LOG_CLICKHOUSE_URL: 'http://etl:ch-secret-2@127.0.0.1:9',
      HUBSPOT_PORTAL_ID: '24681357',
      HUBSPOT_ACCESS_TOKEN: 'token-secret-3',
      HUBSPOT_CLIENT_SECRET: 'client-secret-4',
      HUBSPOT_BASE_URL: 'http://127.0.0.1:9',
    };
    const offline = await examine({ folder, environment });
    expect(offline.find('PostgreSQL')).toMatchObject({
      state: 'broken',
      sentence: expect.stringContaining('127.0.0.1:9'),
    });
    expect(offline.find('ClickHouse')?.state).toBe('broken');
    expect(offline.find('HubSpot')).toMatchObject({
      state: 'ok',
      sentence: 'portal 24681357 is set; --online asks it',
    });
    const online = await examine({ folder, environment }, '--online');
    expect(online.find('HubSpot')?.state).toBe('broken');
    expect(offline.all + online.all).not.toMatch(/secret-\d/);
  });
});
