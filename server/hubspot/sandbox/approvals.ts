import type { ChangeSource } from './change-source.ts';
import { HubSpotRefusal } from './hubspot-refusal.ts';
import type { DealApproval, FilterBranch, StageRule } from './pipeline-rules.ts';
import type { Portal, SandboxRecord } from './portal.ts';

/** The rule of the first approval stage that a move reaches or passes; closed lost is always open. */
function ruleFor(portal: Portal, deal: SandboxRecord, toStage: string): StageRule | null {
  const pipeline = portal.pipelines.find(({ id }) => id === deal.properties.get('pipeline'));
  const stages = pipeline?.stages ?? [];
  const place = stages.findIndex(({ id }) => id === toStage);
  const target = stages[place];
  if (!pipeline || !target || (target.isClosed && target.probability === 0)) return null;
  const reached = new Set(stages.slice(0, place + 1).map(({ id }) => id));
  const rules = portal.pipelineRules.get(pipeline.id)?.approvalStageRules ?? [];
  return rules.find(({ pipelineStageId }) => reached.has(pipelineStageId)) ?? null;
}

/**
 * What HubSpot does before a person's move: without the approval that the rule asks for it is refused. Workflows, apps
 * and super admins are let through, and a deal that the rule's filter does not fit needs none.
 */
export function checkApproval(
  portal: Portal,
  deal: SandboxRecord,
  move: { toStage: string; source: ChangeSource; isSuperAdmin: boolean },
): void {
  const rule = ruleFor(portal, deal, move.toStage);
  if (!rule) return;
  const branch = rule.conditionalApprovalFilterBranch;
  if (branch && !fits(deal, branch)) {
    setApproval(portal, deal, { status: 'NO_APPROVAL_NEEDED', stage: rule.pipelineStageId });
    return;
  }
  if (move.source.sourceType !== 'CRM_UI' || move.isSuperAdmin) return;
  const known = portal.approvals.get(deal.id);
  if (known?.status === 'APPROVED') return;
  if (known?.status !== 'PENDING') startApproval(portal, deal, rule.pipelineStageId);
  throw new HubSpotRefusal(400, {
    message: `This deal needs an approval before it can move to ${move.toStage}.`,
    category: 'VALIDATION_ERROR',
  });
}

/** A new round: what was pending or decided before no longer counts. */
export function startApproval(portal: Portal, deal: SandboxRecord, stage: string): DealApproval {
  return setApproval(portal, deal, { status: 'PENDING', stage });
}

/** An approver's click in HubSpot; there is no API for it. */
export function decideApproval(
  portal: Portal,
  deal: SandboxRecord,
  { userId, decision }: { userId: number; decision: 'APPROVED' | 'REJECTED' },
): DealApproval {
  const approval = portal.approvals.get(deal.id);
  const rule = approval && ruleFor(portal, deal, approval.stage);
  if (!approval || !rule || approval.status !== 'PENDING' || !rule.approverUserIds.includes(userId)) {
    throw new HubSpotRefusal(403, { message: 'This user cannot decide here', category: 'FORBIDDEN' });
  }
  approval.approvedBy.push(userId);
  const isWhole =
    rule.approvalMode === 'ANY' || rule.approverUserIds.every((id) => approval.approvedBy.includes(id));
  if (decision === 'REJECTED' || isWhole) approval.status = decision;
  deal.properties.set('hs_latest_approval_status', approval.status);
  return approval;
}

function setApproval(
  portal: Portal,
  deal: SandboxRecord,
  { status, stage }: Pick<DealApproval, 'status' | 'stage'>,
): DealApproval {
  const approval = { id: `${deal.id}-${portal.approvals.size + 1}`, status, stage, approvedBy: [] };
  portal.approvals.set(deal.id, approval);
  deal.properties.set('hs_latest_approval_status', status);
  return approval;
}

function fits(deal: SandboxRecord, branch: FilterBranch): boolean {
  const answers = [
    ...branch.filters.map(({ property, operation }) => {
      const value = deal.properties.get(property) ?? '';
      if (operation.operator === 'IS_KNOWN') return value !== '';
      if (operation.operator === 'IS_UNKNOWN') return value === '';
      return operation.values.includes(value) === (operation.operator === 'IS_ANY_OF');
    }),
    ...branch.filterBranches.map((inner) => fits(deal, inner)),
  ];
  return branch.filterBranchType === 'AND' ? answers.every(Boolean) : answers.some(Boolean);
}
