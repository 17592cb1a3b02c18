import type { Connection } from './connection.ts';
import { dealPropertyNames, primaryCompanyId, toDeal } from './deal-record.ts';
import type { HubSpotDeal } from './port.ts';
import { readCompanyNames } from './read-company-names.ts';
import { readPipelines } from './read-pipelines.ts';
import { isUpstreamError } from './upstream-error.ts';
import { RecordAnswer } from './wire.ts';

export async function getDeal(
  connection: Connection,
  portalId: string,
  dealId: string,
): Promise<HubSpotDeal | null> {
  const record = await readDeal(connection, portalId, dealId);
  if (record === null) return null;
  const companyId = primaryCompanyId(record);
  const [pipelines, companyNames] = await Promise.all([
    readPipelines(connection, portalId),
    readCompanyNames(connection, portalId, companyId === null ? [] : [companyId]),
  ]);
  return toDeal(record, pipelines, companyNames);
}

async function readDeal(
  { transport, paths }: Connection,
  portalId: string,
  dealId: string,
): Promise<RecordAnswer | null> {
  try {
    return await transport(portalId, {
      operation: 'read the deal',
      method: 'GET',
      path: paths.object('deals', dealId),
      query: { properties: dealPropertyNames, associations: 'companies' },
      statuses: [200],
      answer: RecordAnswer,
    });
  } catch (error) {
    if (isUpstreamError(error, 'not-found')) return null;
    throw error;
  }
}
