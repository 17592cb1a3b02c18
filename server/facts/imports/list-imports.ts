import { desc, eq } from 'drizzle-orm';
import type { Database } from '../../db/database.ts';

/** Every import of a portal, the newest first, undone ones too. */
export async function listImports(
  { query, tables: { imports } }: Pick<Database, 'query' | 'tables'>,
  portalId: string,
) {
  return query
    .select()
    .from(imports)
    .where(eq(imports.portalId, portalId))
    .orderBy(desc(imports.importedAt), desc(imports.id));
}
