import { z } from 'zod';
import type { ApprovalRule } from '../hubspot/port.ts';

const SIGN_OFF = 'dealfloor_sign_off';
const CLEARED = ['approved', 'approved-with-conditions', 'not-required'];
const MOST_APPROVERS = 3;

/** HubSpot's rule for a guarded stage: finance approves a deal whose sign-off here is not there yet. */
export function ruleForStage(stageId: string, approverUserIds: readonly number[]): ApprovalRule {
  return {
    pipelineStageId: stageId,
    approverUserIds: approverUserIds.slice(0, MOST_APPROVERS),
    approvalMode: 'ANY',
    conditionalApprovalFilterBranch: {
      filterBranchType: 'AND',
      filters: [
        {
          filterType: 'PROPERTY',
          property: SIGN_OFF,
          operation: { operator: 'IS_NONE_OF', values: CLEARED },
        },
      ],
      filterBranches: [],
    },
  };
}

const OnSignOff = z.object({
  conditionalApprovalFilterBranch: z.object({
    filters: z.tuple([z.object({ property: z.literal(SIGN_OFF) })]),
  }),
});

/** Whether a rule is one of ours: it asks for the sign-off and for nothing else. */
export function isOurs(rule: ApprovalRule): boolean {
  return OnSignOff.safeParse(rule).success;
}

const Asked = z.object({
  approverUserIds: z.array(z.number()),
  approvalMode: z.string(),
  conditionalApprovalFilterBranch: z.object({
    filters: z.array(
      z.object({ operation: z.object({ operator: z.string(), values: z.array(z.string()) }) }),
    ),
  }),
});

/** Whether two rules ask the same people in the same case; what HubSpot adds to a rule makes no difference. */
export function asksTheSame(one: ApprovalRule, other: ApprovalRule): boolean {
  const [first, second] = [Asked.safeParse(one), Asked.safeParse(other)];
  return first.success && second.success && JSON.stringify(first.data) === JSON.stringify(second.data);
}
