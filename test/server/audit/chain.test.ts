import { expect, test } from 'vitest';
import { verifyChain } from '../../../server/audit/verify-chain.ts';
import { DEMO_PORTAL_ID, MARA, TOM } from '../../../server/demo/demo-company.ts';
import { KESTREL } from '../../../server/demo/demo-deals.ts';
import { dropTriggers, openRaw } from '../../support/raw-sqlite.ts';
import { asked, decided } from '../../support/sign-off-steps.ts';
import { openWorld } from '../../support/world.ts';

/** A world with a decided request, and the file in the hands of somebody who took the locks off. */
async function tamperable() {
  const world = await openWorld();
  const request = await asked(world.card(TOM), KESTREL);
  await decided(world.console(MARA), request.id, 'approve');
  const file = openRaw(world.file);
  dropTriggers(file);
  const check = await verifyChain(world.ports.database, DEMO_PORTAL_ID);
  if (!check.ok) throw new Error(`the chain was broken before it was touched: ${check.fault}`);
  const sql = (text: string, ...values: unknown[]) => file.prepare(text).run(...values).changes;
  const editing = async (edit: () => void) => {
    file.exec('begin');
    edit();
    file.exec('commit');
    return verifyChain(world.ports.database, DEMO_PORTAL_ID);
  };
  return { world, file, sql, editing, entries: check.entries };
}

test('the chain of what happened holds, entry by entry', async () => {
  const { world, entries } = await tamperable();
  expect(entries).toBeGreaterThan(20);
  const answer = await world.console(MARA).get('/audit/verify');
  expect(answer.body).toMatchObject({ ok: true, entries });
});

test('the entries after a gap cannot be closed up without being found', async () => {
  const { sql, editing } = await tamperable();
  const check = await editing(() => {
    sql('delete from audit_entries where portal_id = ? and sequence = 7', DEMO_PORTAL_ID);
    sql(
      'update audit_entries set sequence = sequence - 1 where portal_id = ? and sequence = 8',
      DEMO_PORTAL_ID,
    );
  });
  expect(check).toMatchObject({ ok: false, sequence: 7 });
});

test('one portal’s entry passed off as another’s is found', async () => {
  const { sql, editing, entries } = await tamperable();
  const check = await editing(() =>
    sql(
      `insert into audit_entries select ?, ?, at, actor, via, action, deal_id, record, previous_hash, hash, key_id
       from audit_entries where portal_id <> ? limit 1`,
      DEMO_PORTAL_ID,
      entries + 1,
      DEMO_PORTAL_ID,
    ),
  );
  expect(check).toMatchObject({ ok: false, sequence: entries + 1 });
});
