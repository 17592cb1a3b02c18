import type { Account } from './account.ts';
import type { HubSpotObjectType } from './paths.ts';
import { brokenAnswer } from './upstream-error.ts';
import { BatchAnswer, type RecordAnswer } from './wire.ts';

const batchLimit = 100;

type Batch = {
  operation: string;
  type: HubSpotObjectType;
  ids: readonly string[];
  properties: readonly string[];
};

/** Reads records by id. One that is gone is left out; any other failure inside a 207 fails the whole read. */
export async function readBatch({ call, paths }: Account, batch: Batch): Promise<RecordAnswer[]> {
  const ids = [...new Set(batch.ids)];
  const records: RecordAnswer[] = [];
  for (let start = 0; start < ids.length; start += batchLimit) {
    const inputs = ids.slice(start, start + batchLimit).map((id) => ({ id }));
    const answer = await call({
      operation: batch.operation,
      method: 'POST',
      path: paths.batchRead(batch.type),
      body: { inputs, properties: batch.properties },
      statuses: [200, 207],
      answer: BatchAnswer,
    });
    refuseOtherThanMissing(batch.operation, answer);
    records.push(...answer.results);
  }
  return records;
}

function refuseOtherThanMissing(operation: string, answer: BatchAnswer): void {
  const errors = answer.errors ?? [];
  const isOnlyMissing = errors.every((error) => error.category === 'OBJECT_NOT_FOUND');
  const isExplained = (answer.numErrors ?? 0) === 0 || errors.length > 0;
  if (!isOnlyMissing || !isExplained) throw brokenAnswer(operation, 207);
}
