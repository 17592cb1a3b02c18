import { expect, test } from 'vitest';
import { DEMO_PORTAL_ID, MARA, TOM } from '../../../server/demo/demo-company.ts';
import { KESTREL } from '../../../server/demo/demo-deals.ts';
import { openRaw } from '../../support/raw-sqlite.ts';
import { asked, decided } from '../../support/sign-off-steps.ts';
import { openWorld } from '../../support/world.ts';

const tables = ['audit_entries', 'estimates', 'decisions', 'price_books', 'policies'];

test('what was written down is never changed or deleted, not even by SQL', async () => {
  const world = await openWorld();
  const request = await asked(world.card(TOM), KESTREL);
  expect((await decided(world.console(MARA), request.id, 'approve')).status).toBe(200);
  const connection = openRaw(world.file);
  for (const table of tables) {
    const rows = () => connection.prepare(`select * from ${table}`).all();
    const before = rows();
    expect(before.length, table).toBeGreaterThan(0);
    expect(() => connection.exec(`update ${table} set portal_id = portal_id`), table).toThrow(/never/);
    expect(() => connection.exec(`delete from ${table}`), table).toThrow(/never/);
    expect(() => connection.exec(`insert or replace into ${table} select * from ${table}`)).toThrow(/never/);
    expect(rows(), table).toEqual(before);
  }
});

test('a decision by one who made the deal is refused by the database itself', async () => {
  const world = await openWorld();
  const request = await asked(world.card(TOM), KESTREL);
  const connection = openRaw(world.file);
  const decision = connection.prepare(
    `insert into decisions (portal_id, id, sign_off_id, kind, decided_by, decided_at, note, seen_hash)
     values (?, 'x', ?, 'approve', ?, '2026-11-19', '', '')`,
  );
  expect(() => decision.run(DEMO_PORTAL_ID, request.id, TOM.userId)).toThrow(/nobody decides their own/);
  expect(() => connection.exec("update sign_offs set makers = '[]'")).toThrow(/never changes/);
  expect(() => connection.exec('delete from sign_offs')).toThrow(/never deleted/);
  expect(() => connection.exec('insert or replace into sign_offs select * from sign_offs')).toThrow(/never/);
  expect(connection.prepare('select count(*) from decisions').pluck().get()).toBe(0);
});
