import type { Account } from './account.ts';
import { dealPropertyNames, primaryCompanyId, toDeal } from './deal-record.ts';
import type { HubSpotDeal } from './port.ts';
import { readCompanyNames } from './read-company-names.ts';
import { readPipelines } from './read-pipelines.ts';
import { isUpstreamError } from './upstream-error.ts';
import { RecordAnswer } from './wire.ts';

export async function getDeal(account: Account, dealId: string): Promise<HubSpotDeal | null> {
  const record = await readDeal(account, dealId);
  if (record === null) return null;
  const companyId = primaryCompanyId(record);
  const [pipelines, companyNames] = await Promise.all([
    readPipelines(account),
    readCompanyNames(account, companyId === null ? [] : [companyId]),
  ]);
  return toDeal(record, pipelines, companyNames, await account.fields());
}

async function readDeal({ call, paths, fields }: Account, dealId: string): Promise<RecordAnswer | null> {
  try {
    return await call({
      operation: 'read the deal',
      method: 'GET',
      path: paths.object('deals', dealId),
      query: { properties: dealPropertyNames(await fields()).join(','), associations: 'companies' },
      statuses: [200],
      answer: RecordAnswer,
    });
  } catch (error) {
    if (isUpstreamError(error, 'not-found')) return null;
    throw error;
  }
}
