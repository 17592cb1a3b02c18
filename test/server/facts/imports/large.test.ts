import { expect, test } from 'vitest';
import { importByName } from '../../../../server/facts/imports/import-by-name.ts';
import type { ImportFile } from '../../../../server/facts/imports/import-file.ts';
import { plantTenants } from '../../../support/facts.ts';
import { rowCounts } from '../../../support/raw-sqlite.ts';
import { openWorld } from '../../../support/world.ts';
import { actor, COST_HEADER, costRow } from './csv-files.ts';

const ROWS = 200_000;
const TENANTS = 1_000;

/** A file that never stands in memory whole. */
function largeFile(badRow: number): ImportFile {
  return {
    name: 'large.csv',
    async *read() {
      const encoder = new TextEncoder();
      yield encoder.encode(`${COST_HEADER}\n`);
      for (let row = 2; row <= ROWS + 1; row += TENANTS) {
        const day = new Date(Date.UTC(2026, 2, 1 + (row - 2) / TENANTS)).toISOString().slice(0, 10);
        const lines = Array.from({ length: TENANTS }, (_, at) =>
          costRow(day, `t_${at}`, row + at === badRow ? '-1' : '1.25'),
        );
        yield encoder.encode(`${lines.join('\n')}\n`);
      }
    },
  };
}

test(`a bad row in the middle of ${ROWS} refuses the file by its number, writes nothing, and memory stays flat`, async () => {
  const { ports } = await openWorld();
  await plantTenants(
    ports,
    Array.from({ length: TENANTS }, (_, at) => ({ tenantId: `t_${at}` })),
  );
  const before = rowCounts(ports.database);
  const options = { ignore: [], createTenants: false, allowMismatch: false, dryRun: false };
  const heaps: number[] = [];
  const refused = importByName(ports, actor, 'tenant-cost', {
    file: largeFile(ROWS / 2),
    options,
    tell: () => void heaps.push(process.memoryUsage().heapUsed + process.memoryUsage().external),
  });
  await expect(refused).rejects.toThrow(
    /^row 100000: variable_cost is negative: -1\. Nothing was written\.$/,
  );
  expect(rowCounts(ports.database)).toEqual(before);
  expect(heaps.length).toBeGreaterThan(100);
  expect(Math.max(...heaps) - Math.min(...heaps)).toBeLessThan(150 * 1024 * 1024);
});
