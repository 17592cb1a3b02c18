import { findDatabase } from './open-database.ts';
import type { StoredTerms } from './stored-terms.ts';

/** What the portals of the database have on their shelves; nothing where there is no database yet. */
export async function readShelves(demo = false): Promise<{ stored: StoredTerms[]; file: string | null }> {
  const database = await findDatabase(demo);
  if (!database) return { stored: [], file: null };
  const { readStoredTerms } = await import('./stored-terms.ts');
  const stored = await readStoredTerms(database);
  await database.close();
  return { stored, file: database.file };
}
