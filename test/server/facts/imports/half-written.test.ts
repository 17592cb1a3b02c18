import { expect, test } from 'vitest';
import { undoImport } from '../../../../server/facts/imports/undo-import.ts';
import type { Ports } from '../../../../server/ports.ts';
import { plantTenants } from '../../../support/facts.ts';
import { rawWriter, rowCounts } from '../../../support/raw-sqlite.ts';
import { openWorld } from '../../../support/world.ts';
import { actor, COST_HEADER, costRow, csv, factsOf, importText } from './csv-files.ts';

const WRITTEN = [
  'tenants',
  'tenant_cost_daily',
  'booked_days',
  'import_replacements',
  'imports',
  'account_summaries',
  'summary_heads',
  'audit_entries',
];

/** Breaks the database at its n-th write from here on: real statements fail where they stand. */
async function breakAtWrite(ports: Ports): Promise<(write: number) => void> {
  const writer = await rawWriter(ports.database);
  let left = Number.POSITIVE_INFINITY;
  writer.function('is_broken', { deterministic: false }, () => {
    left -= 1;
    return left === 0 ? 1 : 0;
  });
  for (const table of WRITTEN) {
    for (const what of ['insert', 'update', 'delete']) {
      writer.exec(`create temp trigger "break_${what}_${table}" before ${what} on main."${table}"
        begin select case when is_broken() = 1 then raise(abort, 'broken on purpose') end; end`);
    }
  }
  return (write) => {
    left = write;
  };
}

test('an import or an undoing that breaks at any of its writes leaves everything as it was', async () => {
  const { ports } = await openWorld();
  await plantTenants(ports, [{ tenantId: 't_1' }, { tenantId: 't_2' }]);
  const old = [costRow('2026-11-05', 't_1', '1'), costRow('2026-11-05', 't_2', '2')];
  await importText(ports, 'tenant-cost', csv(COST_HEADER, old));
  const breakAt = await breakAtWrite(ports);
  const rows = [costRow('2026-11-05', 't_1', '5'), costRow('2026-11-06', 't_9', '6')];
  const work = () => importText(ports, 'tenant-cost', csv(COST_HEADER, rows), { createTenants: true });
  const { importId } = await breakEverywhere(ports, breakAt, work);
  await breakEverywhere(ports, breakAt, () => undoImport(ports, actor, importId ?? ''));
});

/** Breaks the work at its first write, its second, and so on, until it comes through. */
async function breakEverywhere<Result>(
  ports: Ports,
  breakAt: (write: number) => void,
  work: () => Promise<Result>,
): Promise<Result> {
  const before = { facts: factsOf(ports), counts: rowCounts(ports.database) };
  for (let write = 1; write < 200; write += 1) {
    breakAt(write);
    const result = await work().catch((error: unknown) => {
      expect(String(error)).toContain('broken on purpose');
      return null;
    });
    breakAt(Number.POSITIVE_INFINITY);
    if (result !== null) {
      expect(write).toBeGreaterThan(8);
      return result;
    }
    expect({ facts: factsOf(ports), counts: rowCounts(ports.database) }).toEqual(before);
  }
  throw new Error('the work never came through');
}
