import fc from 'fast-check';
import { expect, test } from 'vitest';
import { appendEntry } from '../../../server/audit/append-entry.ts';
import { verifyChain } from '../../../server/audit/verify-chain.ts';
import { transact } from '../../../server/db/database.ts';
import { DEMO_PORTAL_ID, MARA, TOM } from '../../../server/demo/demo-company.ts';
import { KESTREL } from '../../../server/demo/demo-deals.ts';
import { systemActor } from '../../../server/people/actor.ts';
import { dropTriggers, openRaw } from '../../support/raw-sqlite.ts';
import { asked, decided } from '../../support/sign-off-steps.ts';
import { openWorld, type World } from '../../support/world.ts';

const COLUMNS = [
  'at',
  'actor',
  'via',
  'action',
  'deal_id',
  'record',
  'previous_hash',
  'key_id',
  'hash',
] as const;

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

test('any column of any entry that is changed is found, with its sequence', async () => {
  const { world, file, entries } = await tamperable();
  const cell = fc.record({
    sequence: fc.integer({ min: 1, max: entries }),
    column: fc.constantFrom(...COLUMNS),
    text: fc.oneof(fc.string(), fc.constant('')),
    at: fc.nat(),
  });
  await fc.assert(
    fc.asyncProperty(cell, async ({ sequence, column, text, at }) => {
      const where = 'where portal_id = ? and sequence = ?';
      const before = file.prepare(`select ${column} from audit_entries ${where}`).pluck();
      const original = before.get(DEMO_PORTAL_ID, sequence);
      const whole = original === null ? '' : String(original);
      const place = whole.length === 0 ? 0 : at % whole.length;
      const edited = `${whole.slice(0, place)}${text}${whole.slice(place + 1)}`;
      fc.pre(edited !== original);
      const write = file.prepare(`update audit_entries set ${column} = ? ${where}`);
      write.run(edited, DEMO_PORTAL_ID, sequence);
      const check = await verifyChain(world.ports.database, DEMO_PORTAL_ID);
      write.run(original, DEMO_PORTAL_ID, sequence);
      expect(check).toMatchObject({ ok: false, sequence });
    }),
    { numRuns: 300 },
  );
  expect(await verifyChain(world.ports.database, DEMO_PORTAL_ID)).toMatchObject({ ok: true });
});

test('an entry taken out of the middle is missed at the next one', async () => {
  const { sql, editing } = await tamperable();
  const check = await editing(() =>
    sql('delete from audit_entries where portal_id = ? and sequence = 7', DEMO_PORTAL_ID),
  );
  expect(check).toMatchObject({ ok: false, sequence: 8, fault: 'entry 7 is missing' });
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

test('two entries that changed places are found', async () => {
  const { sql, editing } = await tamperable();
  const move = (from: number, to: number) =>
    sql(
      'update audit_entries set sequence = ? where portal_id = ? and sequence = ?',
      to,
      DEMO_PORTAL_ID,
      from,
    );
  const check = await editing(() => {
    move(9, 1_000);
    move(10, 9);
    move(1_000, 10);
  });
  expect(check).toMatchObject({ ok: false, sequence: 9 });
});

test('an entry slipped in is found', async () => {
  const { sql, editing, entries } = await tamperable();
  const check = await editing(() => {
    for (let sequence = entries; sequence >= 5; sequence -= 1) {
      sql(
        'update audit_entries set sequence = sequence + 1 where portal_id = ? and sequence = ?',
        DEMO_PORTAL_ID,
        sequence,
      );
    }
    sql(
      `insert into audit_entries select portal_id, 5, at, actor, via, action, deal_id, record, previous_hash, hash, key_id
       from audit_entries where portal_id = ? and sequence = 4`,
      DEMO_PORTAL_ID,
    );
  });
  expect(check).toMatchObject({ ok: false, sequence: 5 });
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

test('a documented limit: a cut tail is found only by comparing with the head that HubSpot holds', async () => {
  const { world, sql, editing, entries } = await tamperable();
  await world.deliver();
  const check = await editing(() =>
    sql('delete from audit_entries where portal_id = ? and sequence = ?', DEMO_PORTAL_ID, entries),
  );
  expect(check).toMatchObject({ ok: true, entries: entries - 1 });
  const head = (await headInHubSpot(world)) ?? '';
  expect(check.ok && check.head).not.toBe(head);
});

test('a documented limit: a history written anew in full holds by itself, and differs from HubSpot’s head', async () => {
  const { world, editing } = await tamperable();
  await world.deliver();
  const written = headInHubSpot(world);
  await editing(() => {});
  const file = openRaw(world.file);
  file.prepare('delete from audit_entries where portal_id = ?').run(DEMO_PORTAL_ID);
  await transact(world.ports.database, async (transaction) => {
    const event = { action: 'nothing-happened', dealId: null, at: world.clock.now(), record: {} };
    await appendEntry(transaction, systemActor(DEMO_PORTAL_ID), event);
  });
  const check = await verifyChain(world.ports.database, DEMO_PORTAL_ID);
  expect(check).toMatchObject({ ok: true, entries: 1 });
  expect(check.ok && check.head).not.toBe(await written);
});

async function headInHubSpot(world: World): Promise<string | null | undefined> {
  const deal = await world.ports.hubspot.getDeal(DEMO_PORTAL_ID, KESTREL.id);
  expect(deal?.dealfloor.dealfloor_audit_head).toMatch(/^[0-9a-f]{64}$/);
  return deal?.dealfloor.dealfloor_audit_head;
}
