import { systemClock } from '../../server/clock.ts';
import { DEMO_CLIENT_SECRET, DEMO_PORTAL_ID, DEMO_TOKEN } from '../../server/demo/demo-company.ts';
import { connectHubSpot } from '../../server/hubspot/connect-hubspot.ts';
import { dealProperties, dealPropertyGroup } from '../../server/hubspot/deal-properties.ts';
import type { HubSpotApiVersion } from '../../server/hubspot/paths.ts';
import type { HubSpotPort } from '../../server/hubspot/port.ts';
import type { Exchange } from '../../server/hubspot/sandbox/journal.ts';
import { startSandbox } from '../../server/hubspot/sandbox/start-sandbox.ts';
import { NewRun } from '../../server/hubspot/sandbox/workflow-run.ts';
import { startRun } from '../../server/hubspot/sandbox/workflow-runs.ts';
import { twoPortals } from '../support/two-portals.ts';

const ORIGIN = 'https://dealfloor.example';
const DEAL = '1004';

/** Everything that our own client says to HubSpot, and what the sandbox answers, refusals included. */
export async function recordExchanges(apiVersion: HubSpotApiVersion): Promise<Exchange[]> {
  const app = { clientSecret: DEMO_CLIENT_SECRET, appOrigin: ORIGIN, cardOrigin: ORIGIN, clock: systemClock };
  const seed = twoPortals(new Date().toISOString().slice(0, 10));
  for (const portal of seed.portals) portal.scopes.push('automation');
  const sandbox = await startSandbox({ ...app, environment: 'test', seed });
  sandbox.state.send = () => Response.json({ outputFields: { hs_execution_state: 'BLOCK' } });
  const run = NewRun.parse({ portalId: DEMO_PORTAL_ID, dealId: DEAL });
  const { callbackId } = await startRun(sandbox.state, app, run);
  const hubspot = connectHubSpot({
    baseUrl: sandbox.url,
    apiVersion,
    accessTokenFor: async () => DEMO_TOKEN,
  });
  await askEverything(hubspot, callbackId);
  await sandbox.close();
  return sandbox.state.journal;
}

async function askEverything(hubspot: HubSpotPort, callbackId: string): Promise<void> {
  const portalId = DEMO_PORTAL_ID;
  await hubspot.getDeal(portalId, DEAL);
  await hubspot.getDeal(portalId, '404');
  await hubspot.listDeals(portalId);
  await hubspot.listOwners(portalId);
  await hubspot.ensureDealProperties(portalId, dealPropertyGroup, dealProperties);
  await hubspot.updateDeal(portalId, DEAL, { dealfloor_verdict: 'loss' });
  await hubspot.updateDeal(portalId, DEAL, { dealfloor_verdict: 'none' }).catch(() => {});
  const { taskId } = await hubspot.createTask(portalId, {
    dealId: DEAL,
    ownerId: null,
    subject: 'Sign-off',
    body: 'Look',
    dueAt: new Date(),
    priority: 'HIGH',
    token: 'task-1',
  });
  await hubspot.completeTask(portalId, taskId);
  await hubspot.addNote(portalId, { dealId: DEAL, bodyHtml: 'Seen', token: 'note-1', at: new Date() });
  await hubspot.readDeals(portalId, [DEAL, '404']);
  await hubspot.findFate(portalId, '404');
  await hubspot.findChangedDeals(portalId, { since: new Date(0), after: null });
  await hubspot.listDealIds(portalId, null);
  await hubspot.completeCallback(portalId, callbackId, { margin_decision: 'approved' });
  await hubspot.completeCallback(portalId, 'ap-unknown', { margin_decision: 'approved' }).catch(() => {});
}
