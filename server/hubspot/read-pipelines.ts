import type { Account } from './account.ts';
import type { DealPipeline } from './port.ts';
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

/** The account's deal pipelines with their stages. */
export async function listPipelines(account: Account): Promise<DealPipeline[]> {
  const { results } = await readPipelines(account);
  return results.map(({ id, stages }) => ({
    id,
    stages: stages.map(({ id: stage, label }) => ({ id: stage, label })),
  }));
}
