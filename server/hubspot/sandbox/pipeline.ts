import type { Pipeline } from '@hubspot/api-client/lib/codegen/crm/pipelines/index.js';
import { z } from 'zod';
import type { Wire } from './wire-type.ts';

export const SeedPipeline = z.strictObject({
  id: z.string().min(1),
  label: z.string().min(1),
  stages: z
    .array(
      z.strictObject({
        id: z.string().min(1),
        label: z.string().min(1),
        isClosed: z.boolean(),
        /** 0 to 1: a closed stage is won at 1 and lost at 0. */
        probability: z.number().min(0).max(1),
      }),
    )
    .min(1),
});
export type SeedPipeline = z.infer<typeof SeedPipeline>;

/** HubSpot's own pipeline of a new account. */
export const salesPipeline: SeedPipeline = {
  id: 'default',
  label: 'Sales Pipeline',
  stages: [
    { id: 'appointmentscheduled', label: 'Appointment Scheduled', isClosed: false, probability: 0.2 },
    { id: 'qualifiedtobuy', label: 'Qualified To Buy', isClosed: false, probability: 0.4 },
    { id: 'presentationscheduled', label: 'Presentation Scheduled', isClosed: false, probability: 0.6 },
    { id: 'decisionmakerboughtin', label: 'Decision Maker Bought-In', isClosed: false, probability: 0.8 },
    { id: 'contractsent', label: 'Contract Sent', isClosed: false, probability: 0.9 },
    { id: 'closedwon', label: 'Closed Won', isClosed: true, probability: 1 },
    { id: 'closedlost', label: 'Closed Lost', isClosed: true, probability: 0 },
  ],
};

export function toWirePipeline(pipeline: SeedPipeline, displayOrder: number, at: string) {
  const common = { archived: false, createdAt: at, updatedAt: at };
  return {
    id: pipeline.id,
    label: pipeline.label,
    displayOrder,
    ...common,
    stages: pipeline.stages.map((stage, stageOrder) => ({
      id: stage.id,
      label: stage.label,
      displayOrder: stageOrder,
      metadata: { isClosed: String(stage.isClosed), probability: stage.probability.toFixed(1) },
      ...common,
    })),
  } satisfies Wire<Pipeline>;
}
