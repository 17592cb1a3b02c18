import { z } from 'zod';

export const NewRun = z.strictObject({
  portalId: z.string(),
  dealId: z.string(),
  workflowId: z.string().default('7700'),
  path: z.string().startsWith('/').default('/hubspot/workflow-actions/require-sign-off'),
  /** What the workflow does next: it moves the deal there, at once when it does not branch on the decision. */
  thenStage: z.string().nullable().default(null),
  branchesOnApproved: z.boolean().default(false),
});
export type NewRun = z.infer<typeof NewRun>;

/** One deal in one workflow at our action. */
export type WorkflowRun = NewRun & {
  callbackId: string;
  state: 'asking' | 'blocked' | 'continued' | 'failed';
  /** Why it went on: the app said so, or nobody did in time. */
  because: 'answered' | 'completed' | 'expired' | null;
  outputFields: Record<string, string>;
  expiresAtMs: number | null;
  nextTryAtMs: number;
  begunAtMs: number;
};
