import { Hono } from 'hono';
import { z } from 'zod';
import { startApproval } from './approvals.ts';
import { invalid, noSuchRoute, notFound } from './hubspot-refusal.ts';
import { PipelineRules } from './pipeline-rules.ts';
import { findRecord } from './records.ts';
import { readBody, requireScopes, type SandboxContext, type SandboxEnv } from './sandbox-context.ts';

const readScope = 'crm-pipelines-governance-read';
const writeScope = 'crm-pipelines-governance-write';
const approvalScope = 'deal-approval-read';
const PatchedRules = z.union([z.strictObject({}), PipelineRules]);

/** Pipeline rules and deal approvals; an account without Sales Hub Enterprise grants none of their scopes. */
export function pipelineRuleRoutes(): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>({ strict: false });

  routes.post('/0-3/approvals/start', async (c) => {
    requireScopes(c, [writeScope]);
    const { dealId } = await readBody(c, z.object({ dealId: z.string() }));
    const portal = c.get('portal');
    const deal = findRecord(portal, 'deals', dealId);
    const rules = portal.pipelineRules.get(deal.properties.get('pipeline') ?? '');
    const [rule] = rules?.approvalStageRules ?? [];
    if (!rule) throw invalid('This pipeline has no approval stage');
    const { id, status } = startApproval(portal, deal, rule.pipelineStageId);
    return c.json({ dealId, approvalId: id, approvalStatus: status }, 201);
  });

  routes.get('/0-3/approvals/:dealId', (c) => {
    requireScopes(c, [approvalScope]);
    const deal = findRecord(c.get('portal'), 'deals', c.req.param('dealId'));
    const approval = c.get('portal').approvals.get(deal.id);
    return c.json({ dealId: deal.id, approvalStatus: approval?.status ?? 'NOT_APPLICABLE' });
  });

  routes.get('/0-3/:pipelineId', (c) => {
    requireScopes(c, [readScope]);
    return c.json(rulesOf(c));
  });

  /** PUT replaces all rules; PATCH keeps what it does not name. */
  routes.on(['PUT', 'PATCH'], '/0-3/:pipelineId', async (c) => {
    requireScopes(c, [writeScope]);
    const kept = rulesOf(c);
    const given = await readBody(c, c.req.method === 'PATCH' ? PatchedRules : PipelineRules);
    const rules = { ...kept, ...given };
    c.get('portal').pipelineRules.set(c.req.param('pipelineId') ?? '', rules);
    return c.json(rules);
  });

  routes.all('/:otherType/*', () => {
    throw noSuchRoute();
  });

  return routes;
}

function rulesOf(c: SandboxContext): PipelineRules {
  const id = c.req.param('pipelineId') ?? '';
  const portal = c.get('portal');
  if (!portal.pipelines.some((pipeline) => pipeline.id === id)) throw notFound(id);
  return portal.pipelineRules.get(id) ?? { approvalStageRules: [] };
}
