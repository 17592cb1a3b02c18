import { getTableColumns, type Table } from 'drizzle-orm';
import type { Kept } from './import-kind.ts';

/** A row as JSON can keep it: a whole number of 64 bits as text. */
export function freeze(row: Readonly<Record<string, unknown>>): Kept {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      if (value === null || value === undefined) return [name, null];
      if (typeof value === 'string' || typeof value === 'number') return [name, value];
      return [name, typeof value === 'bigint' ? value.toString() : JSON.stringify(value)];
    }),
  );
}

/** The same row again: each column reads what was kept as it reads what its database answers. */
export function thaw<Kind extends Table>(table: Kind, kept: Kept): Kind['$inferSelect'] {
  const columns = getTableColumns(table);
  const row = Object.entries(kept).flatMap(([name, value]) => {
    const column = columns[name];
    if (!column) return [];
    return [[name, value === null ? null : column.mapFromDriverValue(value)]];
  });
  // The row was a row of this very table when it was kept; the types of an object made of entries cannot say so.
  return Object.fromEntries(row) as Kind['$inferSelect'];
}
