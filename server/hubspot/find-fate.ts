import type { Account } from './account.ts';
import type { DealFate } from './port.ts';
import { isUpstreamError } from './upstream-error.ts';
import { RecordAnswer } from './wire.ts';

/** What became of a deal that a batch did not have: a merged one answers under the id of the other. */
export async function findFate({ call, paths }: Account, dealId: string): Promise<DealFate> {
  try {
    const { id } = await call({
      operation: 'look for the deal',
      method: 'GET',
      path: paths.object('deals', dealId),
      query: { properties: 'dealname' },
      statuses: [200],
      answer: RecordAnswer,
    });
    return id === dealId ? { kind: 'present' } : { kind: 'merged', into: id };
  } catch (error) {
    if (isUpstreamError(error, 'not-found')) return { kind: 'gone' };
    throw error;
  }
}
