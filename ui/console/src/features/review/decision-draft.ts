import { IfItLapses } from '@dealfloor/price-book';
import { z } from 'zod';

const Asked = z.object({ isAsked: z.boolean(), text: z.string() });
export type Asked = z.infer<typeof Asked>;

/** What an approver has typed so far; it outlives the dialog, so a refusal or a wrong key loses none of it. */
export const DecisionDraft = z.object({
  notes: z.object({
    approve: z.string(),
    'approve-with-conditions': z.string(),
    'request-changes': z.string(),
    reject: z.string(),
  }),
  validUntil: z.string(),
  ifItLapses: IfItLapses,
  conditions: z.object({
    usageCapCallsPerMonth: Asked,
    overageClause: Asked,
    repriceAtMonth: Asked,
    ownKeyBy: Asked,
    discountAtMost: Asked,
    annualPrepay: Asked,
    other: Asked,
  }),
});
export type DecisionDraft = z.infer<typeof DecisionDraft>;

export function emptyDraft(validUntil: string): DecisionDraft {
  const nothing = { isAsked: false, text: '' };
  return {
    notes: { approve: '', 'approve-with-conditions': '', 'request-changes': '', reject: '' },
    validUntil,
    ifItLapses: 'second-look',
    conditions: {
      usageCapCallsPerMonth: nothing,
      overageClause: nothing,
      repriceAtMonth: nothing,
      ownKeyBy: nothing,
      discountAtMost: nothing,
      annualPrepay: nothing,
      other: nothing,
    },
  };
}
