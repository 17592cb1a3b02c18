import { expect, test } from 'vitest';
import { undoImport } from '../../../../server/facts/imports/undo-import.ts';
import { plantTenants } from '../../../support/facts.ts';
import { rawWriter, rowsOf } from '../../../support/raw-sqlite.ts';
import { openWorld, type World } from '../../../support/world.ts';
import { actor, COST_HEADER, COST_ROWS, costRow, csv, factsOf, importText } from './csv-files.ts';

async function worldWithAccounts(): Promise<World> {
  const world = await openWorld();
  await plantTenants(world.ports, [{ tenantId: 't_1' }, { tenantId: 't_2', keyMode: 'byo' }]);
  return world;
}

test('decimal text of another ETL becomes whole base units and nano-dollars, exactly', async () => {
  const { ports } = await worldWithAccounts();
  const report = await importText(ports, 'tenant-cost', csv(COST_HEADER, COST_ROWS));
  expect(report).toMatchObject({
    rows: 2,
    added: 2,
    replaced: 0,
    rounded: 0,
    smallGaps: 1,
    tenants: 2,
    days: 1,
  });
  expect(report.largestGapNanoUsd).toBe(10n);
  const facts = rowsOf(ports.database, 'select * from tenant_cost_daily order by tenant_id');
  expect(facts[0]).toMatchObject({
    endpoint: 'unattributed',
    event_date: '2026-10-30',
    attempts: 71_371n,
    billable_calls: 71_371n,
    milli_credits: 71_371_000n,
    db_writes: 1_487_137n,
    worker_ms: 24_456_310n,
    llm_output_tokens: 378_820n,
    egress_bytes: 2_814_054_000n,
    credit_nano_usd: null,
    variable_nano_usd: 86_427_382_570n,
    shared_nano_usd: 21_420_382_240n,
    plan: 'team',
    run_id: report.importId,
  });
  expect(facts[1]).toMatchObject({ milli_credits: 27_221_500n, egress_bytes: 244_199_100n, key_mode: 'byo' });
});

test('a day becomes a booked day whose pool and method nobody claims to know', async () => {
  const { ports } = await worldWithAccounts();
  const { importId } = await importText(ports, 'tenant-cost', csv(COST_HEADER, COST_ROWS));
  expect(rowsOf(ports.database, 'select * from booked_days')).toMatchObject([
    {
      event_date: '2026-10-30',
      run_id: importId,
      price_version: '2026-08-01',
      method: null,
      pool_nano_usd: null,
      unallocated_nano_usd: null,
      fact_rows: 2n,
      unpriced_rows: 0n,
    },
  ]);
});

test('the same file again adds nothing, whatever the order of its rows, and says which import it is', async () => {
  const { ports } = await worldWithAccounts();
  const text = csv(COST_HEADER, COST_ROWS);
  const first = await importText(ports, 'tenant-cost', text);
  const before = factsOf(ports);
  const again = await importText(ports, 'tenant-cost', text);
  expect(again).toMatchObject({ importId: null, added: 0, replaced: 0, unchanged: 2 });
  expect(again.sameFileAs?.importId).toBe(first.importId);
  const turned = await importText(ports, 'tenant-cost', csv(COST_HEADER, [...COST_ROWS].reverse()));
  expect(turned).toMatchObject({ importId: null, unchanged: 2, sameFileAs: null });
  expect(factsOf(ports)).toEqual(before);
  expect(rowsOf(ports.database, 'select * from imports')).toHaveLength(1);
});

test('an account’s day is replaced whole: cost by endpoint takes the place of the unattributed sum', async () => {
  const { ports } = await worldWithAccounts();
  await importText(ports, 'tenant-cost', csv(COST_HEADER, COST_ROWS));
  const header = COST_HEADER.replace('tenant_id,', 'tenant_id,endpoint,');
  const rows = ['/userid/', '/user-posts/'].map(
    (endpoint) => `2026-10-30,t_1,${endpoint},5,5,0,0,0,0,0,0,1.5,0.5,2,2026-08-01`,
  );
  expect(await importText(ports, 'tenant-cost', csv(header, rows))).toMatchObject({ added: 0, replaced: 2 });
  const facts = rowsOf<Record<string, unknown>>(
    ports.database,
    'select tenant_id, endpoint, variable_nano_usd from tenant_cost_daily order by 1, 2',
  );
  expect(facts.map((row) => Object.values(row))).toEqual([
    ['t_1', '/user-posts/', 1_500_000_000n],
    ['t_1', '/userid/', 1_500_000_000n],
    ['t_2', 'unattributed', 24_681_992_040n],
  ]);
});

test('rows of one account’s day that lie apart in the file are one day, in every order and chunk', async () => {
  const { ports } = await worldWithAccounts();
  const header = COST_HEADER.replace('tenant_id,', 'tenant_id,endpoint,');
  const row = (endpoint: string, day: string) => `${day},t_1,${endpoint},5,5,0,0,0,0,0,0,1,0,1,2026-08-01`;
  const days = Array.from({ length: 300 }, (_, at) =>
    new Date(Date.UTC(2026, 0, 2 + at)).toISOString().slice(0, 10),
  );
  const rows = ['/a/', '/b/', '/c/'].flatMap((endpoint) => days.map((day) => row(endpoint, day)));
  const first = await importText(ports, 'tenant-cost', csv(header, rows));
  expect(first).toMatchObject({ added: 900, replaced: 0, unknownEndpoints: ['/a/', '/b/', '/c/'] });
  const facts = () =>
    rowsOf(ports.database, 'select count(*) as rows, sum(variable_nano_usd) as sum from tenant_cost_daily');
  expect(facts()).toEqual([{ rows: 900n, sum: 900_000_000_000n }]);
  await importText(ports, 'tenant-cost', csv(header, [...rows].reverse()));
  expect(facts()).toEqual([{ rows: 900n, sum: 900_000_000_000n }]);
});

test('an endpoint that comes late in the file joins the ones that seemed to be unchanged', async () => {
  const { ports } = await worldWithAccounts();
  const header = COST_HEADER.replace('tenant_id,', 'tenant_id,endpoint,');
  const rows = (endpoint: string) =>
    ['t_1', 't_2'].flatMap((id) =>
      Array.from({ length: 300 }, (_, at) => `${day(at)},${id},${endpoint},5,5,0,0,0,0,0,0,1,0,1,2026-08-01`),
    );
  const first = await importText(ports, 'tenant-cost', csv(header, rows('/userid/')));
  const before = factsOf(ports);
  const both = await importText(
    ports,
    'tenant-cost',
    csv(header, [...rows('/userid/'), ...rows('/user-posts/')]),
  );
  expect([first.added, both]).toMatchObject([600, { added: 0, replaced: 1_200, unchanged: 0 }]);
  const counts = rowsOf(
    ports.database,
    'select endpoint, count(*) as facts from tenant_cost_daily group by endpoint',
  );
  expect(counts).toEqual([
    { endpoint: '/user-posts/', facts: 600n },
    { endpoint: '/userid/', facts: 600n },
  ]);
  await undoImport(ports, actor, both.importId ?? '');
  expect(factsOf(ports)).toEqual(before);
});

test('a total that differs from its parts by more than a cent refuses the file with the row and the amounts', async () => {
  const { ports } = await worldWithAccounts();
  const before = factsOf(ports);
  const good = Array.from({ length: 210 }, (_, at) => costRow(day(at), 't_1', '1'));
  const bad = '2026-10-30,t_2,1,1,0,0,0,0,0,0,2.5,0.48,3.10,2026-08-01';
  const text = csv(COST_HEADER, [...good, bad]);
  await expect(importText(ports, 'tenant-cost', text)).rejects.toThrow(
    "row 212: total_cost 3.10 but variable + shared = 2.98 (diff $0.12 > $0.01). Nothing was written. --allow-mismatch to keep the file's total.",
  );
  expect(factsOf(ports)).toEqual(before);
  const report = await importText(ports, 'tenant-cost', text, { allowMismatch: true });
  expect(report).toMatchObject({ added: 211, keptTotals: 1, smallGaps: 0 });
  const [kept] = rowsOf(
    ports.database,
    "select variable_nano_usd as variable, shared_nano_usd as shared from tenant_cost_daily where tenant_id = 't_2'",
  );
  expect(kept).toEqual({ variable: 2_620_000_000n, shared: 480_000_000n });
});

test('a total below its own shared cost is kept under no flag', async () => {
  const { ports } = await worldWithAccounts();
  const text = csv(COST_HEADER, ['2026-10-30,t_2,1,1,0,0,0,0,0,0,2,4,3,2026-08-01']);
  await expect(importText(ports, 'tenant-cost', text, { allowMismatch: true })).rejects.toThrow(
    /shared cost alone/,
  );
});

test('a gap of exactly one cent is small: it is counted, and the parts rule', async () => {
  const { ports } = await worldWithAccounts();
  const rows = [
    '2026-10-30,t_1,1,1,0,0,0,0,0,0,1,1,2.01,2026-08-01',
    '2026-10-31,t_1,1,1,0,0,0,0,0,0,1,1,1.99,2026-08-01',
  ];
  const report = await importText(ports, 'tenant-cost', csv(COST_HEADER, rows));
  expect(report).toMatchObject({ smallGaps: 2, largestGapNanoUsd: 10_000_000n });
  const over = csv(COST_HEADER, ['2026-10-30,t_1,1,1,0,0,0,0,0,0,1,1,2.010000001,2026-08-01']);
  await expect(importText(ports, 'tenant-cost', over)).rejects.toThrow(/diff \$0.010000001 > \$0.01/);
});

test('unknown accounts refuse the file by name, or are made where that is asked, from their first day on', async () => {
  const { ports } = await worldWithAccounts();
  const text = csv(COST_HEADER, [
    costRow('2026-10-30', 't_9', '1'),
    costRow('2026-10-02', 't_9', '1'),
    costRow('2026-10-02', 't_1', '1'),
  ]);
  await expect(importText(ports, 'tenant-cost', text)).rejects.toThrow(
    /row 2: an account is unknown: t_9\. Nothing was written/,
  );
  const report = await importText(ports, 'tenant-cost', text, { createTenants: true });
  expect(report.createdTenants).toEqual(['t_9']);
  expect(rowsOf(ports.database, "select * from tenants where tenant_id = 't_9'")).toMatchObject([
    {
      name: 't_9',
      plan: 'unknown',
      effective_from: '2026-10-02',
      cost_class: 'cogs',
      import_id: report.importId,
    },
  ]);
});

test('a row before its account began is refused: nobody knows its plan', async () => {
  const { ports } = await worldWithAccounts();
  await plantTenants(ports, [{ tenantId: 't_3', effectiveFrom: '2026-09-01' }]);
  const text = csv(COST_HEADER, [costRow('2026-08-31', 't_3', '1')]);
  await expect(importText(ports, 'tenant-cost', text, { createTenants: true })).rejects.toThrow(
    'row 2: tenant_id t_3 is an account only from 2026-09-01 on, and this row is of 2026-08-31. Nothing was written.',
  );
});

test('what our ETL booked is replaced for the accounts in the file alone, and the day says whose it is now', async () => {
  const { ports } = await worldWithAccounts();
  await importText(ports, 'tenant-cost', csv(COST_HEADER, COST_ROWS));
  const second = await importText(
    ports,
    'tenant-cost',
    csv(COST_HEADER, [costRow('2026-10-30', 't_2', '7', { version: '2026-11-01' })]),
  );
  const facts = rowsOf(
    ports.database,
    'select tenant_id as id, variable_nano_usd as cost from tenant_cost_daily order by 1',
  );
  expect(facts).toEqual([
    { id: 't_1', cost: 86_427_382_570n },
    { id: 't_2', cost: 7_000_000_000n },
  ]);
  expect(rowsOf(ports.database, 'select run_id, price_version, fact_rows from booked_days')).toEqual([
    { run_id: second.importId, price_version: null, fact_rows: 2n },
  ]);
});

test('a day that a run is booking just now is left to it', async () => {
  const world = await worldWithAccounts();
  const { ports } = world;
  await importText(ports, 'tenant-cost', csv(COST_HEADER, COST_ROWS));
  const writer = await rawWriter(ports.database);
  writer.exec("update booked_days set claimed_by = 'r', claimed_until = '2026-11-19T10:20:00.000Z'");
  const text = csv(COST_HEADER, [costRow('2026-10-30', 't_1', '9')]);
  const before = factsOf(ports);
  await expect(importText(ports, 'tenant-cost', text)).rejects.toThrow(
    /2026-10-30 is being booked by a run just now/,
  );
  expect(factsOf(ports)).toEqual(before);
});

test('a dry run tells what an import would do, and writes nothing', async () => {
  const { ports } = await worldWithAccounts();
  const before = factsOf(ports);
  const text = csv(COST_HEADER, [...COST_ROWS, costRow('2026-10-30', 't_9', '1')]);
  const dry = await importText(ports, 'tenant-cost', text, { dryRun: true, createTenants: true });
  expect(factsOf(ports)).toEqual(before);
  expect(rowsOf(ports.database, 'select * from imports')).toEqual([]);
  const real = await importText(ports, 'tenant-cost', text, { createTenants: true });
  expect({ ...real, importId: null, isDryRun: true }).toEqual(dry);
});

test('an import appends one entry to the audit, in the name of who did it', async () => {
  const { ports } = await worldWithAccounts();
  const { importId } = await importText(ports, 'tenant-cost', csv(COST_HEADER, COST_ROWS));
  const [entry] = rowsOf<{ action: string; record: string; via: string }>(
    ports.database,
    "select action, via, record from audit_entries where action = 'facts-imported'",
  );
  expect(entry?.via).toBe('cli');
  expect(JSON.parse(entry?.record ?? '')).toMatchObject({ importId, rows: 2, added: 2, smallGaps: 1 });
});

function day(at: number): string {
  return new Date(Date.UTC(2026, 0, 2 + at)).toISOString().slice(0, 10);
}
