import type { Connection } from './connection.ts';
import { readBatch } from './read-batch.ts';

/** Names by company id; a company that is gone has no entry. */
export async function readCompanyNames(
  { transport, paths }: Connection,
  portalId: string,
  ids: readonly string[],
): Promise<Map<string, string | null>> {
  const companies = await readBatch(transport, paths, portalId, {
    operation: 'read the companies',
    type: 'companies',
    ids,
    properties: ['name'],
  });
  return new Map(companies.map((company) => [company.id, company.properties.name || null]));
}
