import { z } from 'zod';

const Filter = z.strictObject({
  filterType: z.literal('PROPERTY'),
  property: z.string(),
  operation: z.strictObject({
    operator: z.enum(['IS_ANY_OF', 'IS_NONE_OF', 'IS_KNOWN', 'IS_UNKNOWN']),
    values: z.array(z.string()).default([]),
  }),
});

export type FilterBranch = {
  filterBranchType: 'AND' | 'OR';
  filters: z.infer<typeof Filter>[];
  filterBranches: FilterBranch[];
};
const FilterBranch: z.ZodType<FilterBranch> = z.lazy(() =>
  z.strictObject({
    filterBranchType: z.enum(['AND', 'OR']),
    filters: z.array(Filter).default([]),
    filterBranches: z.array(FilterBranch).default([]),
  }),
);

/** The form of 2026-09: an array of rules. The beta had one object. */
export const PipelineRules = z.strictObject({
  approvalStageRules: z
    .array(
      z.strictObject({
        pipelineStageId: z.string(),
        approverUserIds: z.array(z.number().int()).min(1),
        approvalMode: z.enum(['ALL', 'ANY']).default('ANY'),
        conditionalApprovalFilterBranch: FilterBranch.optional(),
      }),
    )
    .default([]),
});
export type PipelineRules = z.infer<typeof PipelineRules>;
export type StageRule = PipelineRules['approvalStageRules'][number];

export type ApprovalStatus = 'PENDING' | 'APPROVED' | 'REJECTED' | 'NO_APPROVAL_NEEDED' | 'NOT_APPLICABLE';
export type DealApproval = { id: string; status: ApprovalStatus; stage: string; approvedBy: number[] };
