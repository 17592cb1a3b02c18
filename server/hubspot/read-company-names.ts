import type { Account } from './account.ts';
import { readBatch } from './read-batch.ts';

/** Names by company id; a company that is gone has no entry. */
export async function readCompanyNames(
  account: Account,
  ids: readonly string[],
): Promise<Map<string, string | null>> {
  const companies = await readBatch(account, {
    operation: 'read the companies',
    type: 'companies',
    ids,
    properties: ['name'],
  });
  return new Map(companies.map((company) => [company.id, company.properties.name || null]));
}
