import { Hono } from 'hono';
import { z } from 'zod';
import { checkApproval, decideApproval } from './approvals.ts';
import { byApp, byUser, byWorkflow, type ChangeSource } from './change-source.ts';
import { deliverWebhooks } from './deliver-webhooks.ts';
import type { ExtensionFetchOptions } from './extension-fetch.ts';
import { notFound } from './hubspot-refusal.ts';
import type { Portal } from './portal.ts';
import {
  archiveRecord,
  findArchivedRecord,
  findRecord,
  mergeRecords,
  patchRecord,
  restoreRecord,
} from './records.ts';
import { readBody, type SandboxEnv } from './sandbox-context.ts';
import type { SandboxState } from './state.ts';
import { WebhookSettings } from './webhook-settings.ts';
import { NewRun } from './workflow-run.ts';
import { advanceRuns, startRun } from './workflow-runs.ts';

const Deal = { portalId: z.string(), dealId: z.string() };

/** Properties, changed by somebody in HubSpot; a stage is one of them. */
export const Move = z.strictObject({
  ...Deal,
  properties: z.record(z.string(), z.string()),
  as: z.enum(['user', 'super-admin', 'workflow', 'api']),
  /** The user, the workflow or the app. */
  id: z.string().regex(/^\d+$/).default('1'),
});
export type Move = z.infer<typeof Move>;

/** Lets a user, a super admin, a workflow or another app change a deal, with all that HubSpot lets each of them do. */
export function playMove(state: SandboxState, move: Move): void {
  const portal = portalIn(state, move.portalId);
  const deal = findRecord(portal, 'deals', move.dealId);
  const sources: Record<Move['as'], ChangeSource> = {
    user: byUser(Number(move.id)),
    'super-admin': byUser(Number(move.id)),
    workflow: byWorkflow(move.id),
    api: byApp(move.id),
  };
  const source = sources[move.as];
  const toStage = move.properties.dealstage;
  if (toStage !== undefined)
    checkApproval(portal, deal, { toStage, source, isSuperAdmin: move.as === 'super-admin' });
  patchRecord(portal, deal, { properties: move.properties, at: state.clock.now(), source });
}

/** What people, workflows and time do in HubSpot, for tests and the demo to play. */
export function playRoutes(state: SandboxState, app: ExtensionFetchOptions): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>({ strict: false });

  routes.post('/moves', async (c) => {
    playMove(state, await readBody(c, Move));
    return c.body(null, 204);
  });

  routes.post('/deals/:fate{delete|restore|merge}', async (c) => {
    const schema = z.strictObject({ ...Deal, intoDealId: z.string().optional() });
    const { portalId, dealId, intoDealId = '' } = await readBody(c, schema);
    playFate(state, c.req.param('fate'), { portalId, dealId, intoDealId });
    return c.body(null, 204);
  });

  routes.post('/approvals', async (c) => {
    const schema = z.strictObject({ ...Deal, userId: z.int(), decision: z.enum(['APPROVED', 'REJECTED']) });
    const { portalId, dealId, ...decision } = await readBody(c, schema);
    const portal = portalIn(state, portalId);
    return c.json(decideApproval(portal, findRecord(portal, 'deals', dealId), decision));
  });

  routes.post('/webhooks', async (c) => {
    state.webhooks.settings = await readBody(c, WebhookSettings);
    return c.body(null, 204);
  });
  routes.post('/webhooks/deliver', async (c) => c.json({ deliveries: await deliverWebhooks(state, app) }));
  routes.get('/webhooks', (c) => {
    const { deliveries, dropped, pending } = state.webhooks;
    return c.json({ deliveries, dropped, pending });
  });

  routes.post('/runs', async (c) => c.json(await startRun(state, app, await readBody(c, NewRun)), 201));
  routes.get('/runs', (c) => c.json({ runs: state.runs }));

  /** Moves HubSpot's own clock on, and everything that waits for it. */
  routes.post('/clock', async (c) => {
    const schema = z.strictObject({ advanceMs: z.int().min(0), searchLagMs: z.int().min(0).optional() });
    const { advanceMs, searchLagMs } = await readBody(c, schema);
    state.aheadMs += advanceMs;
    if (searchLagMs !== undefined) state.searchLagMs = searchLagMs;
    await advanceRuns(state, app);
    return c.json({ now: state.clock.now().toISOString() });
  });

  return routes;
}

type Fate = { portalId: string; dealId: string; intoDealId: string };

function playFate(state: SandboxState, fate: string, { portalId, dealId, intoDealId }: Fate): void {
  const portal = portalIn(state, portalId);
  const at = state.clock.now();
  if (fate === 'restore') restoreRecord(portal, findArchivedRecord(portal, 'deals', dealId), at);
  else if (fate === 'delete') archiveRecord(portal, findRecord(portal, 'deals', dealId), { at });
  else
    mergeRecords(portal, [findRecord(portal, 'deals', intoDealId), findRecord(portal, 'deals', dealId)], at);
}

function portalIn(state: SandboxState, portalId: string): Portal {
  const portal = state.portals.get(portalId);
  if (!portal) throw notFound(portalId);
  return portal;
}
