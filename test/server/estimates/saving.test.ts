import { DealView, EstimateVersion } from '@dealfloor/price-book';
import { expect, test } from 'vitest';
import { PRIYA, TOM } from '../../../server/demo/demo-company.ts';
import { KESTREL } from '../../../server/demo/demo-deals.ts';
import { openRaw, rowCounts, rowsOf } from '../../support/raw-sqlite.ts';
import { newKey, save, saved } from '../../support/sign-off-steps.ts';
import { openWorld } from '../../support/world.ts';

test('a save keeps the version, its audit entry, the news for HubSpot and the key together', async () => {
  const world = await openWorld();
  const tom = world.card(TOM);
  await tom.get(`/deals/${KESTREL.id}`);
  const before = rowCounts(world.ports.database);
  const version = await saved(tom, KESTREL);
  expect(version).toMatchObject({ version: 1, savedBy: { userId: TOM.userId, name: TOM.name } });
  const after = rowCounts(world.ports.database);
  for (const table of ['estimates', 'audit_entries', 'outbox', 'idempotency_keys']) {
    expect(Number(after[table]) - Number(before[table]), table).toBe(1);
  }
  const [entry] = rowsOf<{ record: string }>(
    world.ports.database,
    'select actor, via, action, deal_id, record from audit_entries order by rowid desc limit 1',
  );
  expect(entry).toMatchObject({ actor: TOM.userId, via: 'card', action: 'estimate-saved', deal_id: '1004' });
  const record = JSON.parse(entry?.record ?? '');
  expect(record).toMatchObject({
    version: 1,
    figures: { inputs: { sizing: KESTREL.sizing }, output: version.estimate },
  });
});

test.each(['estimates', 'audit_entries', 'outbox', 'idempotency_keys'])(
  'when %s cannot be written, nothing of the save is kept, and the same key works afterwards',
  async (table) => {
    const world = await openWorld();
    const tom = world.card(TOM);
    await tom.get(`/deals/${KESTREL.id}`);
    const file = openRaw(world.file);
    file.exec(`create trigger planted before insert on ${table} begin select raise(abort, 'planted'); end`);
    const before = rowCounts(world.ports.database);
    const key = newKey();
    const broken = await save(tom, KESTREL.id, KESTREL.sizing, key);
    expect(broken.status).toBe(500);
    expect(broken.text).not.toContain('planted');
    expect(rowCounts(world.ports.database)).toEqual(before);
    file.exec('drop trigger planted');
    expect((await save(tom, KESTREL.id, KESTREL.sizing, key)).status).toBe(201);
  },
);

test('versions count up per deal, and forty savers at once get forty versions', async () => {
  const world = await openWorld();
  const callers = [world.card(TOM), world.card(PRIYA)];
  await callers[0]?.get(`/deals/${KESTREL.id}`);
  const saves = Array.from({ length: 40 }, (_, index) => {
    const sizing = { ...KESTREL.sizing, discount: `0.${index + 10}` };
    return callers[index % 2]?.post(`/deals/${KESTREL.id}/estimates`, { idempotencyKey: newKey(), sizing });
  });
  const versions = (await Promise.all(saves)).map((answer) => EstimateVersion.parse(answer?.body).version);
  expect(versions.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
});

test('a sizing comes back byte for byte as it was saved', async () => {
  const world = await openWorld();
  const tom = world.card(TOM);
  await saved(tom, KESTREL);
  const view = DealView.parse((await tom.get(`/deals/${KESTREL.id}`)).body);
  expect(JSON.stringify(view.current?.sizing)).toBe(JSON.stringify(KESTREL.sizing));
});
