import type { Account } from './account.ts';
import type { PipelineRules } from './port.ts';
import { PipelineRulesAnswer } from './wire.ts';

/** The rules of a pipeline; an account without Sales Hub Enterprise refuses it as forbidden. */
export function getApprovalRules({ call, paths }: Account, pipelineId: string): Promise<PipelineRules> {
  return call({
    operation: 'read the approval rules of a pipeline',
    method: 'GET',
    path: paths.approvalRules(pipelineId),
    statuses: [200],
    answer: PipelineRulesAnswer,
  });
}
