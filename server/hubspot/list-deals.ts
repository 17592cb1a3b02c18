import type { Connection } from './connection.ts';
import { dealPropertyNames, primaryCompanyId, toDeal } from './deal-record.ts';
import type { HubSpotDeal } from './port.ts';
import { readCompanyNames } from './read-company-names.ts';
import { readPages } from './read-pages.ts';
import { readPipelines } from './read-pipelines.ts';
import { RecordAnswer } from './wire.ts';

/** Every deal that is not archived. */
export async function listDeals(connection: Connection, portalId: string): Promise<HubSpotDeal[]> {
  const records = await readPages(connection.transport, portalId, {
    operation: 'list the deals',
    path: connection.paths.objects('deals'),
    query: { properties: dealPropertyNames, associations: 'companies' },
    item: RecordAnswer,
  });
  const companyIds = records.map(primaryCompanyId).filter((id) => id !== null);
  const [pipelines, companyNames] = await Promise.all([
    readPipelines(connection, portalId),
    readCompanyNames(connection, portalId, companyIds),
  ]);
  return records.map((record) => toDeal(record, pipelines, companyNames));
}
