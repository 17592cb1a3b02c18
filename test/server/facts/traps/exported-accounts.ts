import { printDecimal } from '@dealfloor/price-book';
import { DEMO_PORTAL_ID } from '../../../../server/demo/demo-company.ts';
import { exportTable } from '../../../../server/facts/exports/export-by-name.ts';
import type { Ports } from '../../../../server/ports.ts';

/** What `export accounts` would write of a span, each line by the names of its columns; numbers as decimal text. */
export async function exportedAccounts(
  { database }: Ports,
  from: string,
  to: string,
): Promise<Record<string, string | null>[]> {
  const table = exportTable(database, 'accounts', DEMO_PORTAL_ID, { from, to });
  const lines: Record<string, string | null>[] = [];
  for await (const row of table.rows()) {
    const cells = table.columns.map(({ name, scale }, at) => {
      const cell = row[at] ?? null;
      return [name, typeof cell === 'bigint' ? printDecimal(cell, scale ?? 0) : cell] as const;
    });
    lines.push(Object.fromEntries(cells));
  }
  return lines;
}
