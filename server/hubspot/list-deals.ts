import type { Account } from './account.ts';
import type { DealFields } from './deal-fields.ts';
import { dealPropertyNames, primaryCompanyId, toDeal } from './deal-record.ts';
import type { HubSpotDeal } from './port.ts';
import { readCompanyNames } from './read-company-names.ts';
import { readPages } from './read-pages.ts';
import { readPipelines } from './read-pipelines.ts';
import { pageOf, RecordAnswer } from './wire.ts';

/** Every deal that is not archived. */
export async function listDeals(account: Account): Promise<HubSpotDeal[]> {
  const fields = await account.fields();
  const records = await readPages(account, {
    operation: 'list the deals',
    path: account.paths.objects('deals'),
    query: { properties: dealPropertyNames(fields).join(','), associations: 'companies' },
    item: RecordAnswer,
  });
  return withNames(account, records, fields);
}

const SAMPLES = 3;

/** The first few deals of the account, read with other fields than the account's own. */
export async function sampleDeals(account: Account, fields: DealFields): Promise<HubSpotDeal[]> {
  const properties = dealPropertyNames(fields).join(',');
  const { results } = await account.call({
    operation: 'read some deals',
    method: 'GET',
    path: account.paths.objects('deals'),
    query: { properties, associations: 'companies', limit: String(SAMPLES) },
    statuses: [200],
    answer: pageOf(RecordAnswer),
  });
  return withNames(account, results, fields);
}

async function withNames(account: Account, records: readonly RecordAnswer[], fields: DealFields) {
  const companyIds = records.map(primaryCompanyId).filter((id) => id !== null);
  const [pipelines, companyNames] = await Promise.all([
    readPipelines(account),
    readCompanyNames(account, companyIds),
  ]);
  return records.map((record) => toDeal(record, pipelines, companyNames, fields));
}
