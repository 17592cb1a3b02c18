import type { Account } from './account.ts';
import { RecordAnswer } from './wire.ts';

/** Writes absolute values, so that writing twice is writing once. An empty text clears a property. */
export async function updateDeal(
  { call, paths }: Account,
  dealId: string,
  properties: Readonly<Record<string, string>>,
): Promise<void> {
  await call({
    operation: 'update the deal',
    method: 'PATCH',
    path: paths.object('deals', dealId),
    body: { properties },
    statuses: [200],
    answer: RecordAnswer,
  });
}
