import { z } from 'zod';

/** The answers of HubSpot that we read. Unknown fields are dropped, wrong types are refused. */
const Properties = z.record(z.string(), z.string().nullable());

export const RecordAnswer = z.object({
  id: z.string().min(1),
  properties: Properties,
  archived: z.boolean().optional(),
  associations: z
    .record(z.string(), z.object({ results: z.array(z.object({ id: z.string(), type: z.string() })) }))
    .optional(),
});
export type RecordAnswer = z.infer<typeof RecordAnswer>;

const Paging = z.object({ next: z.object({ after: z.string() }).optional() }).optional();

export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ results: z.array(item), paging: Paging });
}

export const BatchAnswer = z.object({
  results: z.array(RecordAnswer),
  numErrors: z.number().optional(),
  errors: z.array(z.object({ category: z.string() })).optional(),
});
export type BatchAnswer = z.infer<typeof BatchAnswer>;

export const AssociationAnswer = z.object({
  toObjectId: z.union([z.string(), z.number().int()]).transform(String),
});

export const OwnerAnswer = z.object({
  id: z.string(),
  userId: z.number().int().nullish(),
  email: z.string().nullish(),
  firstName: z.string().nullish(),
  lastName: z.string().nullish(),
  archived: z.boolean(),
});

export const PropertyAnswer = z.object({
  name: z.string(),
  label: z.string(),
  type: z.string(),
  fieldType: z.string(),
  options: z.array(z.object({ value: z.string() })).optional(),
});
export type PropertyAnswer = z.infer<typeof PropertyAnswer>;

export const AccountAnswer = z.object({
  portalId: z.int().positive(),
  timeZone: z.string(),
  companyCurrency: z.string(),
});

export const PropertyGroupAnswer = z.object({ name: z.string() });

export const PipelinesAnswer = z.object({
  results: z.array(
    z.object({
      id: z.string(),
      stages: z.array(
        z.object({
          id: z.string(),
          label: z.string(),
          metadata: z
            .object({ isClosed: z.string().optional(), probability: z.string().optional() })
            .optional(),
        }),
      ),
    }),
  ),
});
export type PipelinesAnswer = z.infer<typeof PipelinesAnswer>;

/** What we do not know of a pipeline's rules goes back as it came. */
export const PipelineRulesAnswer = z.looseObject({
  approvalStageRules: z.array(z.looseObject({ pipelineStageId: z.string() })).default([]),
});
