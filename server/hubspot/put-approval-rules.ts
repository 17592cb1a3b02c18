import type { Account } from './account.ts';
import type { PipelineRules } from './port.ts';
import { PipelineRulesAnswer } from './wire.ts';

/** Gives a pipeline these rules and no others: whoever calls it has read and merged what was there. */
export async function putApprovalRules(
  { call, paths }: Account,
  pipelineId: string,
  rules: PipelineRules,
): Promise<void> {
  await call({
    operation: 'replace the approval rules of a pipeline',
    method: 'PUT',
    path: paths.approvalRules(pipelineId),
    body: rules,
    statuses: [200],
    answer: PipelineRulesAnswer,
  });
}
