import type { Account } from './account.ts';
import { dealPropertyNames, primaryCompanyId, toDeal } from './deal-record.ts';
import type { HubSpotDeal } from './port.ts';
import { readCompanyNames } from './read-company-names.ts';
import { readPages } from './read-pages.ts';
import { readPipelines } from './read-pipelines.ts';
import { RecordAnswer } from './wire.ts';

/** Every deal that is not archived. */
export async function listDeals(account: Account): Promise<HubSpotDeal[]> {
  const records = await readPages(account, {
    operation: 'list the deals',
    path: account.paths.objects('deals'),
    query: { properties: dealPropertyNames, associations: 'companies' },
    item: RecordAnswer,
  });
  const companyIds = records.map(primaryCompanyId).filter((id) => id !== null);
  const [pipelines, companyNames] = await Promise.all([
    readPipelines(account),
    readCompanyNames(account, companyIds),
  ]);
  return records.map((record) => toDeal(record, pipelines, companyNames));
}
