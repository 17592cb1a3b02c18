import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { TOM } from '../../../server/demo/demo-company.ts';
import { HARBOR, KESTREL } from '../../../server/demo/demo-deals.ts';
import { problemOf } from '../../support/caller.ts';
import { openRaw, rawWriter, rowCounts } from '../../support/raw-sqlite.ts';
import { save, saved } from '../../support/sign-off-steps.ts';
import { openWorld } from '../../support/world.ts';

test('another process that writes for 2 s neither freezes the service nor loses a save', async () => {
  const world = await openWorld();
  const tom = world.card(TOM);
  await saved(tom, KESTREL);
  const neighbour = openRaw(world.file);
  neighbour.exec('begin immediate');
  const lag = monitorEventLoopDelay({ resolution: 5 });
  lag.enable();
  const held = delay(2_000).then(() => neighbour.exec('commit'));
  const saving = save(tom, KESTREL.id, KESTREL.sizing);
  expect((await tom.get(`/deals/${KESTREL.id}`)).status).toBe(200);
  expect(neighbour.inTransaction).toBe(true);
  const answer = await saving;
  await held;
  lag.disable();
  expect(answer.status, answer.text).toBe(201);
  expect(lag.max / 1e6).toBeLessThan(150);
});

test('who waits too long for the database is told so, and nothing is kept', async () => {
  const world = await openWorld();
  const tom = world.card(TOM);
  await saved(tom, KESTREL);
  const before = rowCounts(world.ports.database);
  const neighbour = openRaw(world.file);
  neighbour.exec('begin immediate');
  const answer = await save(tom, KESTREL.id, KESTREL.sizing);
  neighbour.exec('rollback');
  expect(answer.status).toBe(503);
  expect(answer.headers.get('retry-after')).toBe('2');
  expect(problemOf(answer).message).toBe('The database is busy. Try again in a moment.');
  expect(rowCounts(world.ports.database)).toEqual(before);
});

test('a full database refuses whole saves, keeps answering reads, and recovers when there is room', async () => {
  const world = await openWorld();
  const tom = world.card(TOM);
  await saved(tom, KESTREL);
  await saved(tom, HARBOR);
  const writer = await rawWriter(world.ports.database);
  writer.pragma(`max_page_count = ${Number(writer.pragma('page_count', { simple: true })) + 8}`);
  let answer = await save(tom, KESTREL.id, KESTREL.sizing);
  for (let tries = 0; tries < 50 && answer.status === 201; tries += 1) {
    answer = await save(tom, KESTREL.id, KESTREL.sizing);
  }
  expect(answer.status).toBe(503);
  expect(problemOf(answer)).toMatchObject({ code: 'unavailable' });
  const before = rowCounts(world.ports.database);
  const together = await Promise.all(Array.from({ length: 20 }, () => save(tom, HARBOR.id, HARBOR.sizing)));
  const after = rowCounts(world.ports.database);
  const fitted = together.filter(({ status }) => status === 201).length;
  expect(new Set(together.map(({ status }) => status))).toContain(503);
  expect(after.estimates).toBe(Number(before.estimates) + fitted);
  expect(after.audit_entries).toBe(Number(before.audit_entries) + fitted);
  expect(after.outbox).toBe(Number(before.outbox) + fitted);
  expect((await tom.get(`/deals/${KESTREL.id}`)).status).toBe(200);
  writer.pragma('max_page_count = 1000000');
  expect((await save(tom, KESTREL.id, KESTREL.sizing)).status).toBe(201);
  expect(writer.pragma('integrity_check', { simple: true })).toBe('ok');
});
