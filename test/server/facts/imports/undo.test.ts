import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { verifyChain } from '../../../../server/audit/verify-chain.ts';
import { transact } from '../../../../server/db/database.ts';
import { DEMO_PORTAL_ID } from '../../../../server/demo/demo-company.ts';
import { undoImport } from '../../../../server/facts/imports/undo-import.ts';
import { recomputeSummaries } from '../../../../server/facts/roll-summaries.ts';
import { runDay } from '../../../../server/facts/run-day.ts';
import type { Ports } from '../../../../server/ports.ts';
import { logOf, plantPool, plantTenants, usage } from '../../../support/facts.ts';
import { rawWriter, rowsOf } from '../../../support/raw-sqlite.ts';
import { openWorld, type World } from '../../../support/world.ts';
import { actor, COST_HEADER, costRow, csv, factsOf, importText } from './csv-files.ts';

async function worldWithAccounts(): Promise<World> {
  const world = await openWorld();
  await plantTenants(
    world.ports,
    ['t_1', 't_2', 't_3'].map((tenantId) => ({ tenantId })),
  );
  return world;
}

const costs = (...rows: string[]) => csv(COST_HEADER, rows);

async function imported(ports: Ports, text: string, options = {}): Promise<string> {
  const { importId } = await importText(ports, 'tenant-cost', text, options);
  if (importId === null) throw new Error('the import wrote nothing');
  return importId;
}

test('undoing puts back what our ETL had booked: rows, the day, and the account summaries', async () => {
  const { ports } = await worldWithAccounts();
  await plantPool(ports, { '2026-11-05': 50 });
  const uses = ['t_1', 't_2'].map((id) => usage(id, '/userid/', { billableCalls: 1_000n }));
  await runDay(ports, actor, { day: '2026-11-05', source: logOf({ '2026-11-05': uses }), method: null });
  const before = factsOf(ports);
  const rows = [
    costRow('2026-11-05', 't_1', '9'),
    costRow('2026-11-06', 't_1', '3'),
    costRow('2026-11-06', 't_9', '4'),
  ];
  const importId = await imported(ports, costs(...rows), { createTenants: true });
  expect(factsOf(ports)).not.toEqual(before);
  expect(await undoImport(ports, actor, importId)).toMatchObject({ removed: 3, restored: 1 });
  expect(factsOf(ports)).toEqual(before);
  expect(await verifyChain(ports.database, DEMO_PORTAL_ID)).toMatchObject({ ok: true });
});

test('an undone import stays on record, and undoing it twice says so', async () => {
  const { ports } = await worldWithAccounts();
  const importId = await imported(ports, costs(costRow('2026-11-05', 't_1', '9')));
  await undoImport(ports, actor, importId);
  expect(rowsOf(ports.database, 'select id, undone_at, undone_by from imports')).toEqual([
    { id: importId, undone_at: '2026-11-19T10:14:00.000Z', undone_by: 'system' },
  ]);
  await expect(undoImport(ports, actor, importId)).rejects.toThrow(
    `${importId} (facts.csv) was undone already, on 2026-11-19.`,
  );
  await expect(undoImport(ports, actor, 'imp_nobody')).rejects.toThrow('There is no import imp_nobody.');
});

test('a dry undo writes nothing', async () => {
  const { ports } = await worldWithAccounts();
  const importId = await imported(ports, costs(costRow('2026-11-05', 't_1', '9')));
  const before = factsOf(ports);
  expect(await undoImport(ports, actor, importId, true)).toMatchObject({ isDryRun: true, removed: 1 });
  expect(factsOf(ports)).toEqual(before);
});

describe('what was written over cannot be undone before that is, and the sentence names it', () => {
  test('a later import of cost', async () => {
    const { ports } = await worldWithAccounts();
    const first = await imported(ports, costs(costRow('2026-11-05', 't_1', '1')));
    const second = await imported(ports, costs(costRow('2026-11-05', 't_2', '2')));
    await expect(undoImport(ports, actor, first)).rejects.toThrow(
      `2026-11-05 has been written again since by import ${second}: undo that first. Nothing of ${first} was undone.`,
    );
    await undoImport(ports, actor, second);
    await undoImport(ports, actor, first);
    expect(rowsOf(ports.database, 'select * from booked_days')).toEqual([]);
  });

  test('a later run of the day', async () => {
    const { ports } = await worldWithAccounts();
    const importId = await imported(ports, costs(costRow('2026-11-05', 't_1', '1')));
    const source = logOf({ '2026-11-05': [usage('t_1', '/userid/', { billableCalls: 5n })] });
    const { runId } = await runDay(ports, actor, { day: '2026-11-05', source, method: null });
    const before = factsOf(ports);
    await expect(undoImport(ports, actor, importId)).rejects.toThrow(`written again since by run ${runId}`);
    expect(factsOf(ports)).toEqual(before);
  });

  test('a later import of revenue, and another hand', async () => {
    const { ports } = await worldWithAccounts();
    const revenue = (amount: string) =>
      csv('event_date,tenant_id,revenue_usd_day', [`2026-11-05,t_1,${amount}`, `2026-11-06,t_1,${amount}`]);
    const first = await importText(ports, 'revenue', revenue('1'));
    const second = await importText(ports, 'revenue', revenue('2'));
    await expect(undoImport(ports, actor, first.importId ?? '')).rejects.toThrow(
      `2 of the 2 rows of ${first.importId} have been written over since by import ${second.importId}: undo that first.`,
    );
    const writer = await rawWriter(ports.database);
    writer.exec("update tenant_revenue_daily set import_id = null where event_date = '2026-11-05'");
    await expect(undoImport(ports, actor, second.importId ?? '')).rejects.toThrow(
      /1 of the 2 rows .* by another hand/,
    );
  });

  test('an account whose cost came later', async () => {
    const { ports } = await worldWithAccounts();
    const header = 'tenant_id,effective_from,name,plan,key_mode';
    const accounts = await importText(ports, 'tenants', csv(header, ['t_9,2026-01-01,Nine,team,shared']));
    const cost = await imported(ports, costs(costRow('2026-11-05', 't_9', '1')));
    await expect(undoImport(ports, actor, accounts.importId ?? '')).rejects.toThrow(
      `account t_9 would be gone, but it has cost booked since (import ${cost}). Nothing was undone.`,
    );
    await undoImport(ports, actor, cost);
    await undoImport(ports, actor, accounts.importId ?? '');
    expect(rowsOf(ports.database, "select * from tenants where tenant_id = 't_9'")).toEqual([]);
  });
});

type Step = { kind: 'tenant-cost' | 'revenue' | 'pool'; rows: { day: number; id: number; amount: number }[] };

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('tenant-cost' as const, 'revenue' as const, 'pool' as const),
  rows: fc.uniqueArray(fc.record({ day: fc.nat(4), id: fc.integer({ min: 1, max: 3 }), amount: fc.nat(3) }), {
    minLength: 1,
    maxLength: 6,
    selector: ({ day, id }) => `${day} ${id}`,
  }),
});

function textOf({ kind, rows }: Step): string {
  const day = (at: number) => `2026-11-0${at + 1}`;
  if (kind === 'tenant-cost')
    return costs(...rows.map((row) => costRow(day(row.day), `t_${row.id}`, String(row.amount))));
  if (kind === 'revenue') {
    return csv(
      'event_date,tenant_id,revenue_usd_day',
      rows.map((row) => `${day(row.day)},t_${row.id},${row.amount}`),
    );
  }
  return csv(
    'event_date,component,amount_usd',
    rows.map((row) => `${day(row.day)},part ${row.id},${row.amount}`),
  );
}

test('whatever imports overlap, undoing one brings back exactly what stood before it, and the summaries are those of the facts', async () => {
  const { ports } = await worldWithAccounts();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 5 }), async (steps) => {
      const done: { importId: string; before: ReturnType<typeof factsOf> }[] = [];
      const start = factsOf(ports);
      for (const one of steps) {
        const before = factsOf(ports);
        const { importId } = await importText(ports, one.kind, textOf(one));
        if (importId === null) expect(factsOf(ports)).toEqual(before);
        else done.push({ importId, before });
        await expectRolledSummaries(ports);
      }
      for (const { importId, before } of done.reverse()) {
        await undoImport(ports, actor, importId);
        expect(factsOf(ports)).toEqual(before);
      }
      expect(factsOf(ports)).toEqual(start);
    }),
    { numRuns: 40 },
  );
});

async function expectRolledSummaries(ports: Ports): Promise<void> {
  const rolled = factsOf(ports).account_summaries;
  await transact(ports.database, (transaction) => recomputeSummaries(transaction, DEMO_PORTAL_ID));
  expect(rolled).toEqual(factsOf(ports).account_summaries);
}
