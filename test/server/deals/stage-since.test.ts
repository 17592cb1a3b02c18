import { expect, test } from 'vitest';
import { TOM } from '../../../server/demo/demo-company.ts';
import { KESTREL } from '../../../server/demo/demo-deals.ts';
import { rawWriter, rowsOf } from '../../support/raw-sqlite.ts';
import { openWorld } from '../../support/world.ts';

test('reading a deal keeps since when it stands in its stage, and forgets it once the stage is another', async () => {
  const world = await openWorld();
  const { database } = world.ports;
  const since = () =>
    rowsOf<{ since: string | null }>(
      database,
      'select stage_since as since from deals where deal_id = ?',
      KESTREL.id,
    )[0]?.since;
  await world.card(TOM).get(`/deals/${KESTREL.id}`);
  const writer = await rawWriter(database);
  writer
    .prepare('update deals set stage_since = ? where deal_id = ?')
    .run('2026-11-20T10:00:00.000Z', KESTREL.id);
  world.clock.advance(120_000);
  await world.card(TOM).get(`/deals/${KESTREL.id}`);
  expect(since()).toBe('2026-11-20T10:00:00.000Z');
  writer.prepare('update deals set stage_id = ? where deal_id = ?').run('somewhere-else', KESTREL.id);
  world.clock.advance(120_000);
  await world.card(TOM).get(`/deals/${KESTREL.id}`);
  expect(since()).toBeNull();
});
