import { createHash } from 'node:crypto';
import { Checklist } from '@dealfloor/price-book';
import { expect, test } from 'vitest';
import {
  DEMO_CLIENT_SECRET,
  DEMO_PEOPLE,
  DEMO_PORTAL_ID,
  MARA,
  TOM,
} from '../../../server/demo/demo-company.ts';
import { HARBOR, KESTREL } from '../../../server/demo/demo-deals.ts';
import { NewRun, type WorkflowRun } from '../../../server/hubspot/sandbox/workflow-run.ts';
import { advanceRuns, startRun } from '../../../server/hubspot/sandbox/workflow-runs.ts';
import { settleWorkflows } from '../../../server/inbound/settle-workflows.ts';
import { deliverDue } from '../../../server/outbox/deliver.ts';
import { workflowLane } from '../../../server/outbox/workflow-lane.ts';
import { answerOf } from '../../support/caller.ts';
import { appOf, rowsOf, signedCall } from '../../support/inbound-steps.ts';
import { demoPortal } from '../../support/plant-deal.ts';
import { asked, decided, newKey, saved, withdraw } from '../../support/sign-off-steps.ts';
import { openWorld, PUBLIC_ORIGIN, type World } from '../../support/world.ts';

const PATH = '/hubspot/workflow-actions/require-sign-off';
const DAY = 86_400_000;
const NOOR = { userId: DEMO_PEOPLE.find(({ roles }) => roles.includes('admin'))?.userId ?? '' };

/** A workflow reaches our action with a deal, and would move it to contract sent next. */
async function run(world: World, dealId: string, branchesOnApproved = true): Promise<WorkflowRun> {
  const portal = demoPortal(world);
  portal.scopes = new Set([...portal.scopes, 'automation']);
  const input = { portalId: DEMO_PORTAL_ID, dealId, thenStage: 'contractsent', branchesOnApproved };
  return startRun(world.sandbox.state, appOf(world), NewRun.parse(input));
}

/** What the service does beside requests: looks, and tells. */
async function settle(world: World): Promise<void> {
  await settleWorkflows(world.ports);
  while ((await deliverDue(world.ports, workflowLane)) > 0);
}

async function passTime(world: World, ms: number): Promise<void> {
  world.clock.advance(ms);
  await advanceRuns(world.sandbox.state, appOf(world));
}

const stageOf = (world: World, dealId: string) =>
  demoPortal(world).records.get('deals')?.get(dealId)?.properties.get('dealstage');

test('a workflow waits until finance approves, and then goes on as approved', async () => {
  const world = await openWorld();
  const request = await asked(world.card(TOM), KESTREL);
  const waiting = await run(world, KESTREL.id);
  expect(waiting).toMatchObject({ state: 'blocked', outputFields: { hs_expiration_duration: 'P28D' } });
  await settle(world);
  expect(waiting.state).toBe('blocked');
  await decided(world.console(MARA), request.id, 'approve');
  await settle(world);
  expect(waiting).toMatchObject({
    state: 'continued',
    because: 'completed',
    outputFields: { margin_decision: 'approved' },
  });
  expect(stageOf(world, KESTREL.id)).toBe('contractsent');
  expect(rowsOf(world, 'workflowBlocks')).toMatchObject([{ state: 'completed', decision: 'approved' }]);
});

test('a deal that needs no sign-off is answered at once', async () => {
  const world = await openWorld();
  await saved(world.card(HARBOR.owner), HARBOR);
  expect(await run(world, HARBOR.id)).toMatchObject({
    because: 'answered',
    outputFields: { hs_execution_state: 'SUCCESS', margin_decision: 'approved' },
  });
});

test.each(['reject', 'withdraw'] as const)('after a %s the workflow goes on as not approved', async (end) => {
  const world = await openWorld();
  const request = await asked(world.card(TOM), KESTREL);
  const waiting = await run(world, KESTREL.id);
  if (end === 'reject') await decided(world.console(MARA), request.id, 'reject');
  else await withdraw(world.card(TOM), KESTREL.id, request.id);
  await settle(world);
  expect(waiting).toMatchObject({ because: 'completed', outputFields: { margin_decision: 'rejected' } });
  expect(stageOf(world, KESTREL.id)).toBe('presentationscheduled');
});

test('a withdrawal of before does not end a wait that began after it', async () => {
  const world = await openWorld();
  const request = await asked(world.card(TOM), KESTREL);
  await withdraw(world.card(TOM), KESTREL.id, request.id);
  const waiting = await run(world, KESTREL.id);
  await settle(world);
  expect(waiting.state).toBe('blocked');
});

test('the same callback is one wait with one answer, however often HubSpot asks', async () => {
  const world = await openWorld();
  const request = await asked(world.card(TOM), KESTREL);
  const body = JSON.stringify(call());
  const first = await signedCall(world, PATH, body);
  await decided(world.console(MARA), request.id, 'approve');
  const again = await signedCall(world, PATH, body);
  expect(again.body).toEqual(first.body);
  expect(first.body).toEqual({
    outputFields: { hs_execution_state: 'BLOCK', hs_expiration_duration: 'P28D' },
  });
  expect(rowsOf(world, 'workflowBlocks')).toHaveLength(1);
});

test('people hear of it before the time is up, we say expired, and a workflow that branches is held', async () => {
  const world = await openWorld();
  await asked(world.card(TOM), KESTREL);
  const waiting = await run(world, KESTREL.id);
  const waits = () =>
    (rowsOf(world, 'notices', KESTREL.id) as { kind: string; toUserId: string }[]).filter(
      ({ kind, toUserId }) => kind === 'workflow-waits' && toUserId === MARA.userId,
    ).length;
  expect(waits()).toBe(1);
  await passTime(world, 25 * DAY);
  await settle(world);
  await settle(world);
  expect(waits()).toBe(2);
  expect(waiting.state).toBe('blocked');
  await passTime(world, 3 * DAY - 3_600_000);
  await settle(world);
  expect(waiting).toMatchObject({ because: 'completed', outputFields: { margin_decision: 'expired' } });
  expect(stageOf(world, KESTREL.id)).toBe('presentationscheduled');
  expect(rowsOf(world, 'workflowBlocks')).toMatchObject([{ state: 'expired', decision: 'expired' }]);
});

test('it fails open: when we say nothing HubSpot goes on, and only a branch holds the deal', async () => {
  const world = await openWorld();
  await asked(world.card(TOM), KESTREL);
  const open = await run(world, KESTREL.id, false);
  await passTime(world, 28 * DAY);
  expect(open).toMatchObject({ state: 'continued', because: 'expired', outputFields: {} });
  expect(stageOf(world, KESTREL.id)).toBe('contractsent');
  await settle(world);
  const rows = await world.ports.database.query.select().from(world.ports.database.tables.outbox);
  const refused = rows.filter(({ lane }) => lane === 'workflow');
  expect(refused).toMatchObject([{ state: 'refused', lastError: 'HubSpot does not have this record.' }]);
});

test('an answer that is lost is told again, and one that HubSpot refuses is kept for a person', async () => {
  const world = await openWorld();
  const request = await asked(world.card(TOM), KESTREL);
  const waiting = await run(world, KESTREL.id);
  await decided(world.console(MARA), request.id, 'approve');
  world.plan({ match: { path: '/callbacks/' }, fault: { kind: 'reset-after-commit' } });
  await settle(world);
  world.clock.advance(600_000);
  await settle(world);
  expect(waiting).toMatchObject({ because: 'completed', outputFields: { margin_decision: 'approved' } });
  const rows = await world.ports.database.query.select().from(world.ports.database.tables.outbox);
  expect(rows.filter(({ lane }) => lane === 'workflow')).toMatchObject([{ state: 'delivered' }]);
});

test('without the permission for it the answer is refused with why, shown to the admin, and told again once it is there', async () => {
  const world = await openWorld();
  const request = await asked(world.card(TOM), KESTREL);
  const waiting = await run(world, KESTREL.id);
  const portal = demoPortal(world);
  const { scopes } = portal;
  portal.scopes = new Set([...scopes].filter((scope) => scope !== 'automation'));
  await decided(world.console(MARA), request.id, 'approve');
  await settle(world);
  expect(waiting.state).toBe('blocked');
  const health = async () => Checklist.parse((await world.card(NOOR).get('/settings/checklist')).body).health;
  const [refused] = (await health()).refused;
  expect(refused).toMatchObject({
    dealId: KESTREL.id,
    reason: 'HubSpot takes no answer for the workflow: the app needs the permission "automation".',
  });
  portal.scopes = scopes;
  await world.card(NOOR).post(`/write-backs/${refused?.id}/retry`, { idempotencyKey: newKey() });
  await settle(world);
  expect(waiting).toMatchObject({ state: 'continued', outputFields: { margin_decision: 'approved' } });
  expect((await health()).refused).toEqual([]);
});

function call(fields: Record<string, unknown> = {}) {
  return {
    callbackId: 'ap-1-2-3-0',
    origin: { portalId: Number(DEMO_PORTAL_ID), actionDefinitionId: 4, actionDefinitionVersion: 1 },
    context: { source: 'WORKFLOWS', workflowId: 77 },
    object: { objectId: Number(KESTREL.id), objectType: 'DEAL', properties: {} },
    inputFields: {},
    ...fields,
  };
}

test('either signature opens this door, and a forged or missing one does not', async () => {
  const world = await openWorld();
  const body = JSON.stringify(call());
  const older = (secret: string) => ({
    'content-type': 'application/json',
    'x-hubspot-signature-version': 'v2',
    'x-hubspot-signature': createHash('sha256')
      .update(`${secret}POST${PUBLIC_ORIGIN}${PATH}${body}`)
      .digest('hex'),
  });
  const send = async (headers: Record<string, string>) =>
    (await answerOf(await world.app.request(`${PUBLIC_ORIGIN}${PATH}`, { method: 'POST', body, headers })))
      .status;
  expect((await signedCall(world, PATH, body)).status).toBe(200);
  expect(await send(older(DEMO_CLIENT_SECRET))).toBe(200);
  expect(await send(older('another'))).toBe(401);
  expect(await send({ 'content-type': 'application/json' })).toBe(401);
  const downgraded = { ...older(DEMO_CLIENT_SECRET), 'x-hubspot-signature-v3': 'forged' };
  expect(await send(downgraded)).toBe(401);
  const version = { ...older(DEMO_CLIENT_SECRET), 'x-hubspot-signature-version': 'v1' };
  expect(await send(version)).toBe(401);
});

test('a call for a portal that is not ours, or for no deal, is refused and keeps nothing', async () => {
  const world = await openWorld();
  const stranger = call({ origin: { portalId: 1 } });
  expect((await signedCall(world, PATH, JSON.stringify(stranger))).status).toBe(404);
  const company = call({ object: { objectId: 1, objectType: 'COMPANY' } });
  expect((await signedCall(world, PATH, JSON.stringify(company))).status).toBe(422);
  expect(rowsOf(world, 'workflowBlocks')).toEqual([]);
});
