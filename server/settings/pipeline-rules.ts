import type { PipelineRulesInput, PipelineRulesPlan } from '@dealfloor/price-book';
import { z } from 'zod';
import { appendEntry } from '../audit/append-entry.ts';
import { transact } from '../db/database.ts';
import type { ApprovalRule, DealPipeline, PipelineRules } from '../hubspot/port.ts';
import { isUpstreamError } from '../hubspot/upstream-error.ts';
import { type Actor, listPeople } from '../people/actor.ts';
import { requireAdmin } from '../people/roles.ts';
import type { Ports } from '../ports.ts';
import { readLiveTerms } from '../price-books/live-terms.ts';
import { UnprocessableError } from '../service-error.ts';
import { asksTheSame, isOurs, ruleForStage } from './approval-rule.ts';
import { beginOutside, unfinished } from './outside-change.ts';

const NO_RULES = 'This portal has no pipeline approval rules (Sales Hub Enterprise).';

type StageChange = PipelineRulesPlan['stages'][number];
const TRAIL = {
  begun: 'pipeline-rules-begun',
  done: 'pipeline-rules-applied',
  plan: z.object({ stages: z.array(z.unknown()) }),
} as const;

type PipelineChange = { readonly id: string; readonly merged: PipelineRules; readonly stages: StageChange[] };

/** What would change in HubSpot's own approval rules. */
export async function planPipelineRules(ports: Ports, portalId: string): Promise<PipelineRulesPlan> {
  const pipelines = await readChanges(ports, portalId);
  if (pipelines === null) return { state: 'unavailable', stages: [], sentence: NO_RULES };
  const stages = pipelines.flatMap((pipeline) => pipeline.stages);
  const state = stages.some(isChange) ? ('to-apply' as const) : ('nothing-to-do' as const);
  return { state, stages, sentence: sentenceOf(stages) };
}

/** Reads the rules again, merges ours with everybody else's, and hands all of them back: HubSpot replaces them whole. */
export async function applyPipelineRules(
  ports: Ports,
  actor: Actor,
  { idempotencyKey: key }: PipelineRulesInput,
): Promise<PipelineRulesPlan> {
  requireAdmin(actor);
  const { portalId } = actor;
  const pipelines = await readChanges(ports, portalId);
  if (pipelines === null) throw new UnprocessableError('no-pipeline-rules', NO_RULES);
  const changed = pipelines.filter(({ stages }) => stages.some(isChange));
  if (changed.length > 0 && (await financeOf(ports, portalId)).length === 0) {
    throw new UnprocessableError(
      'nobody-to-ask',
      'Nobody has the role finance: HubSpot would have nobody to ask.',
    );
  }
  const record = { stages: changed.flatMap(({ stages }) => stages.filter(isChange)) };
  const request = { key, action: 'apply pipeline rules', body: {}, status: 200 } as const;
  await beginOutside(ports, actor, request, changed.length > 0 ? { action: TRAIL.begun, record } : null);
  for (const { id, merged } of changed) await ports.hubspot.putApprovalRules(portalId, id, merged);
  await end(ports, actor);
  return planPipelineRules(ports, portalId);
}

/** Every rule that was to be put is there now, also those of a try that died on its way. */
async function end(ports: Ports, actor: Actor): Promise<void> {
  await transact(ports.database, async (transaction) => {
    const plans = await unfinished(transaction, actor.portalId, TRAIL);
    if (plans.length === 0) return;
    const record = { stages: plans.flatMap(({ stages }) => stages) };
    const at = ports.clock.now();
    await appendEntry(transaction, actor, { action: TRAIL.done, dealId: null, at, record });
  });
}

/** Each pipeline with the rules it would have; null where the account has no such rules. */
async function readChanges(ports: Ports, portalId: string): Promise<PipelineChange[] | null> {
  const guarded = await guardedStages(ports, portalId);
  const approvers = await financeOf(ports, portalId);
  const pipelines = await ports.hubspot.listPipelines(portalId);
  const changes: PipelineChange[] = [];
  try {
    for (const pipeline of pipelines) {
      const rules = await ports.hubspot.getApprovalRules(portalId, pipeline.id);
      changes.push(changeOf(pipeline, rules, { guarded, approvers }));
    }
  } catch (error) {
    if (isUpstreamError(error, 'forbidden')) return null;
    throw error;
  }
  return changes;
}

async function guardedStages(ports: Ports, portalId: string): Promise<readonly string[]> {
  const terms = await readLiveTerms(ports, ports.database, portalId);
  const gate = terms?.policy.stageGate;
  return gate && gate.mode !== 'off' ? gate.stages : [];
}

async function financeOf({ database }: Ports, portalId: string): Promise<number[]> {
  const people = await listPeople(database, portalId);
  return people
    .filter(({ roles }) => roles.includes('finance'))
    .map(({ userId }) => Number(userId))
    .sort((one, other) => one - other);
}

type Wanted = { readonly guarded: readonly string[]; readonly approvers: readonly number[] };

function changeOf(pipeline: DealPipeline, rules: PipelineRules, wanted: Wanted): PipelineChange {
  const stages: StageChange[] = [];
  const after: ApprovalRule[] = [];
  for (const { id, label } of pipeline.stages) {
    const before = rules.approvalStageRules.filter(({ pipelineStageId }) => pipelineStageId === id);
    const { change, kept } = ruleAt(id, before, wanted);
    after.push(...kept);
    if (change !== null) stages.push({ pipelineId: pipeline.id, stageId: id, label, change });
  }
  const known = new Set(pipeline.stages.map(({ id }) => id));
  const elsewhere = rules.approvalStageRules.filter(({ pipelineStageId }) => !known.has(pipelineStageId));
  return { id: pipeline.id, merged: { ...rules, approvalStageRules: [...after, ...elsewhere] }, stages };
}

/** A rule that somebody else made at a guarded stage stays, and ours is not put beside it. */
function ruleAt(
  stageId: string,
  before: readonly ApprovalRule[],
  { guarded, approvers }: Wanted,
): { change: StageChange['change'] | null; kept: readonly ApprovalRule[] } {
  const others = before.filter((rule) => !isOurs(rule));
  const ours = before.find(isOurs);
  if (!guarded.includes(stageId)) return { change: ours ? 'remove' : null, kept: others };
  if (others.length > 0) return { change: 'kept', kept: before };
  const rule = ruleForStage(stageId, approvers);
  if (!ours) return { change: 'add', kept: [rule] };
  return asksTheSame(ours, rule) ? { change: 'none', kept: [ours] } : { change: 'change', kept: [rule] };
}

function isChange({ change }: StageChange): boolean {
  return change === 'add' || change === 'change' || change === 'remove';
}

const WORDS: Readonly<Record<StageChange['change'], string>> = {
  add: 'would ask finance where the sign-off is missing',
  change: 'would ask other people than now',
  remove: 'would no longer ask finance',
  none: 'asks finance where the sign-off is missing',
  kept: 'has a rule of its own, which is kept',
};

function sentenceOf(stages: readonly StageChange[]): string {
  if (stages.length === 0) return 'The policy guards no stage: no approval rule of HubSpot’s is needed.';
  return stages.map(({ label, change }) => `${label} ${WORDS[change]}.`).join(' ');
}
