import { z } from 'zod';
import type { Account } from './account.ts';
import type { ChangedDeals } from './port.ts';
import { pageOf, RecordAnswer } from './wire.ts';

const pageLimit = 200;

/** Deals that changed at a moment or later, the earliest change first, one page of HubSpot's search. */
export async function findChangedDeals(
  { call, paths }: Account,
  { since, after }: { since: Date; after: string | null },
): Promise<ChangedDeals> {
  const page = await call({
    operation: 'search for changed deals',
    method: 'POST',
    path: `${paths.objects('deals')}/search`,
    body: {
      filterGroups: [
        {
          filters: [{ propertyName: 'hs_lastmodifieddate', operator: 'GTE', value: String(since.getTime()) }],
        },
      ],
      sorts: [{ propertyName: 'hs_lastmodifieddate', direction: 'ASCENDING' }],
      properties: ['hs_lastmodifieddate'],
      limit: pageLimit,
      ...(after !== null && { after }),
    },
    statuses: [200],
    answer: pageOf(Found),
  });
  return { deals: page.results, after: page.paging?.next?.after ?? null };
}

const Found = RecordAnswer.transform(({ id, properties }, context) => {
  const changedAt = new Date(properties.hs_lastmodifieddate ?? '');
  if (!Number.isNaN(changedAt.getTime())) return { id, changedAt };
  context.addIssue({ code: 'custom', message: 'a deal without a date of its last change' });
  return z.NEVER;
});

/** One page of all deals that are not archived, by id. */
export async function listDealIds(
  { call, paths }: Account,
  after: string | null,
): Promise<{ dealIds: string[]; after: string | null }> {
  const page = await call({
    operation: 'list the deals',
    method: 'GET',
    path: paths.objects('deals'),
    query: { limit: '100', properties: 'dealname', ...(after !== null && { after }) },
    statuses: [200],
    answer: pageOf(RecordAnswer),
  });
  return { dealIds: page.results.map(({ id }) => id), after: page.paging?.next?.after ?? null };
}
