import { primaryKey, sqliteTable } from 'drizzle-orm/sqlite-core';
import { columns } from './columns.ts';

const { text, integer, json } = columns;

export type ImportKind = 'tenant-cost' | 'revenue' | 'tenants' | 'pool' | 'request-log';

/** The record of each import; an undone one stays on record. */
export const imports = sqliteTable(
  'imports',
  {
    portalId: text('portal_id').notNull(),
    id: text('id').notNull(),
    kind: text('kind').$type<ImportKind>().notNull(),
    file: text('file').notNull(),
    fileHash: text('file_hash').notNull(),
    importedBy: text('imported_by').notNull(),
    importedAt: text('imported_at').notNull(),
    rowsRead: integer('rows_read').notNull(),
    added: integer('added').notNull(),
    replaced: integer('replaced').notNull(),
    /** Rows whose total differs from their parts by no more than a cent: the parts rule. */
    smallGaps: integer('small_gaps').notNull(),
    undoneAt: text('undone_at'),
    undoneBy: text('undone_by'),
  },
  (table) => [primaryKey({ columns: [table.portalId, table.id] })],
);

/** What an import replaced, row by row, so that it can be undone. */
export const importReplacements = sqliteTable(
  'import_replacements',
  {
    portalId: text('portal_id').notNull(),
    importId: text('import_id').notNull(),
    position: integer('position').notNull(),
    before: json<Record<string, string | number | null>>('before').notNull(),
  },
  (table) => [primaryKey({ columns: [table.portalId, table.importId, table.position] })],
);
