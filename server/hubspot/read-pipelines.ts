import type { Account } from './account.ts';
import { PipelinesAnswer } from './wire.ts';

export function readPipelines({ call, paths }: Account): Promise<PipelinesAnswer> {
  return call({
    operation: 'read the deal stages',
    method: 'GET',
    path: paths.dealPipelines(),
    statuses: [200],
    answer: PipelinesAnswer,
  });
}
