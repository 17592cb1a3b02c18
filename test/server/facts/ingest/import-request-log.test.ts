import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyChain } from '../../../../server/audit/verify-chain.ts';
import { DEMO_PORTAL_ID } from '../../../../server/demo/demo-company.ts';
import { importRequestLog } from '../../../../server/facts/ingest/import-request-log.ts';
import { receiveUsageEvents } from '../../../../server/facts/ingest/receive-usage-events.ts';
import { systemActor } from '../../../../server/people/actor.ts';
import { rowCounts } from '../../../support/raw-sqlite.ts';
import { logged, writeCsv, writeParquet } from '../../../support/request-log.ts';
import { openWorld, type World } from '../../../support/world.ts';

const actor = systemActor(DEMO_PORTAL_ID, 'cli');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dealfloor-import-log-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function load({ ports }: World, pattern: string, dryRun = false) {
  return importRequestLog(ports, actor, { pattern, ignoredColumns: [], dryRun });
}

const LOG = Array.from({ length: 2_300 }, (_, place) =>
  logged(`r_${place}`, { occurred_at: place % 2 ? '2026-11-18T10:00:00Z' : '2026-11-17T10:00:00Z' }),
);

test('a log goes in once: again it is duplicates, in whatever format and whoever sent it first', async () => {
  const world = await openWorld();
  const sent = {
    ...LOG[7],
    credits: 1,
    attempt: 1,
    cache_hit: false,
    llm_input_tokens: 0,
    llm_output_tokens: 0,
  };
  const { billable: _, ...event } = sent;
  expect(await receiveUsageEvents(world.ports, actor, [event])).toMatchObject({ accepted: 1 });
  const first = await load(world, writeCsv(folder, LOG));
  expect(first).toMatchObject({ rows: 2_300, accepted: 2_299, duplicates: 1, conflicts: 0, isDryRun: false });
  expect(first.days).toEqual([
    { day: '2026-11-17', accepted: 1_150, isBooked: false },
    { day: '2026-11-18', accepted: 1_149, isBooked: false },
  ]);
  const before = rowCounts(world.ports.database);
  const again = await load(world, await writeParquet(folder, LOG));
  expect(again).toMatchObject({ importId: null, accepted: 0, duplicates: 2_300, days: [] });
  expect(rowCounts(world.ports.database)).toEqual(before);
  expect((await verifyChain(world.ports.database, DEMO_PORTAL_ID)).ok).toBe(true);
});

test('a known id with another content is named, and the first one stands', async () => {
  const world = await openWorld();
  await load(world, writeCsv(folder, LOG.slice(0, 3)));
  const changed = [logged('r_1', { credits: '9' }), logged('new'), logged('new', { credits: '2' })];
  const report = await load(world, writeCsv(folder, changed));
  expect(report).toMatchObject({ accepted: 1, conflicts: 2, conflictingIds: ['r_1', 'new'] });
  const { query, tables } = world.ports.database;
  const rows = await query.select().from(tables.requestLog);
  expect(rows.map(({ requestId, milliCredits }) => `${requestId} ${milliCredits}`).toSorted()).toEqual([
    'new 1000',
    'r_0 1000',
    'r_1 1000',
    'r_2 1000',
  ]);
});

test('a dry run tells what the import then does, and writes nothing', async () => {
  const world = await openWorld();
  await load(world, writeCsv(folder, LOG.slice(0, 100)));
  const file = writeCsv(folder, [...LOG, ...LOG.slice(2_000), logged('r_1500', { credits: '3' })], 'dry.csv');
  const before = rowCounts(world.ports.database);
  const { importId: none, isDryRun, ...told } = await load(world, file, true);
  expect([none, isDryRun]).toEqual([null, true]);
  expect(rowCounts(world.ports.database)).toEqual(before);
  const { importId: _, isDryRun: __, ...done } = await load(world, file);
  expect(told).toEqual(done);
  expect(done).toMatchObject({ accepted: 2_200, duplicates: 400, conflicts: 1 });
});

test('one bad row, a row without an id or one of tomorrow refuses the file before anything is written', async () => {
  const world = await openWorld();
  const before = rowCounts(world.ports.database);
  for (const [changes, words] of [
    [{ credits: '0.0001' }, /late\.csv, row 2301: credits is "0\.0001"/],
    [{ request_id: '' }, /late\.csv, row 2301: request_id is empty/],
    [{ occurred_at: '2026-11-20T10:00:00Z' }, /request last lies in the future/],
  ] as const) {
    const file = writeCsv(folder, LOG.with(2_299, { ...logged('last'), ...changes }), 'late.csv');
    await expect(load(world, file)).rejects.toThrow(words);
  }
  expect(rowCounts(world.ports.database)).toEqual(before);
});
