import { expect, test } from 'vitest';
import { DEMO_PORTAL_ID, MARA, TOM } from '../../../server/demo/demo-company.ts';
import { KESTREL } from '../../../server/demo/demo-deals.ts';
import { decideApproval, startApproval } from '../../../server/hubspot/sandbox/approvals.ts';
import { findRecord } from '../../../server/hubspot/sandbox/records.ts';
import {
  deliverHooks,
  gate,
  handleAll,
  move,
  openFreshWorld,
  rowsOf,
  subscribe,
  sweep,
} from '../../support/inbound-steps.ts';
import { demoPortal } from '../../support/plant-deal.ts';
import { asked, decided } from '../../support/sign-off-steps.ts';
import type { World } from '../../support/world.ts';

const notesOf = (world: World) =>
  [...(demoPortal(world).records.get('notes')?.values() ?? [])].map(({ properties }) =>
    properties.get('hs_note_body'),
  );

const stageOf = (world: World) =>
  demoPortal(world).records.get('deals')?.get(KESTREL.id)?.properties.get('dealstage');

async function hear(world: World): Promise<void> {
  await deliverHooks(world);
  await handleAll(world);
  await world.deliver();
}

async function waitingDeal(mode: 'off' | 'warn' | 'move-back'): Promise<World> {
  const world = await openFreshWorld();
  await gate(world, mode);
  subscribe(world);
  await asked(world.card(TOM), KESTREL);
  await world.deliver();
  return world;
}

const MOVERS = [
  ['user', 'Tom Okafor'],
  ['super-admin', 'HubSpot user 9999'],
  ['workflow', 'a workflow'],
  ['api', 'an integration'],
] as const;

test.each(MOVERS)(
  'move back: whoever moved it (%s), the deal returns once with who and why',
  async (as, name) => {
    const world = await waitingDeal('move-back');
    const before = stageOf(world);
    move(world, KESTREL.id, 'contractsent', as);
    await hear(world);
    expect(stageOf(world)).toBe(before);
    expect(notesOf(world)).toEqual([
      expect.stringMatching(
        /^Moved back to Presentation Scheduled: Kestrel Monitoring needs finance sign-off before Contract Sent\. It has been waiting since Thu 10:14\.<br>/,
      ),
    ]);
    expect(notesOf(world)[0]).toContain(`It was moved there by ${name}.`);
    expect(rowsOf(world, 'stageMoves', KESTREL.id)).toEqual([
      expect.objectContaining({ toStage: 'contractsent', action: 'moved-back', movedBy: name }),
    ]);
  },
);

test('move back: pushed on a second time, the deal stays and people are told', async () => {
  const world = await waitingDeal('move-back');
  move(world, KESTREL.id, 'contractsent');
  await hear(world);
  move(world, KESTREL.id, 'contractsent');
  await hear(world);
  await sweep(world, 'changed');
  await world.deliver();
  expect(stageOf(world)).toBe('contractsent');
  const guarded = rowsOf(world, 'stageMoves', KESTREL.id).filter(
    (row) => 'toStage' in row && row.toStage === 'contractsent',
  );
  expect(guarded.map((row) => 'action' in row && row.action)).toEqual(['moved-back', 'escalated']);
  expect(notesOf(world)).toHaveLength(2);
  const told = rowsOf(world, 'notices', KESTREL.id).filter(
    (row) => 'kind' in row && row.kind === 'moved-back',
  );
  expect(told.map((row) => 'toUserId' in row && row.toUserId)).toContain(MARA.userId);
});

test('move back: a deal that was approved in between may go on, and is put back again only after that', async () => {
  const world = await waitingDeal('move-back');
  move(world, KESTREL.id, 'contractsent');
  await hear(world);
  const [request] = await world.ports.database.query.select().from(world.ports.database.tables.signOffs);
  await decided(world.console(MARA), request?.id ?? '', 'approve');
  move(world, KESTREL.id, 'contractsent');
  await hear(world);
  expect(stageOf(world)).toBe('contractsent');
  expect(rowsOf(world, 'stageMoves', KESTREL.id).at(-1)).toMatchObject({ action: 'passed' });
});

test('warn: the deal stays where it is, with one note', async () => {
  const world = await waitingDeal('warn');
  move(world, KESTREL.id, 'contractsent');
  await hear(world);
  await sweep(world, 'all');
  await world.deliver();
  expect(stageOf(world)).toBe('contractsent');
  expect(notesOf(world)).toEqual([
    expect.stringContaining('Kestrel Monitoring needs finance sign-off before Contract Sent.'),
  ]);
  expect(rowsOf(world, 'stageMoves', KESTREL.id)).toMatchObject([{ action: 'warned' }]);
});

test('off: nothing is said or done, and switched on later the gate leaves old moves alone', async () => {
  const world = await waitingDeal('off');
  move(world, KESTREL.id, 'contractsent');
  await hear(world);
  world.clock.advance(60_000);
  await gate(world, 'move-back');
  await sweep(world, 'all');
  await world.deliver();
  expect(stageOf(world)).toBe('contractsent');
  expect(notesOf(world)).toEqual([]);
  expect(rowsOf(world, 'stageMoves', KESTREL.id)).toMatchObject([{ action: 'passed' }]);
});

test('HubSpot’s own approval is told beside ours and clears nothing', async () => {
  const world = await waitingDeal('warn');
  const portal = demoPortal(world);
  const rule = { pipelineStageId: 'contractsent', approverUserIds: [9002], approvalMode: 'ANY' as const };
  portal.pipelineRules.set('default', { approvalStageRules: [rule] });
  const deal = findRecord(portal, 'deals', KESTREL.id);
  startApproval(portal, deal, 'contractsent');
  decideApproval(portal, deal, { userId: 9002, decision: 'APPROVED' });
  move(world, KESTREL.id, 'contractsent');
  await hear(world);
  expect(notesOf(world)).toEqual([
    expect.stringContaining('HubSpot’s own approval was given; it does not replace'),
  ]);
  expect(rowsOf(world, 'stageMoves', KESTREL.id)).toMatchObject([{ action: 'warned' }]);
});

test('a deal that moved on before we could put it back is left where it went', async () => {
  const world = await waitingDeal('move-back');
  move(world, KESTREL.id, 'contractsent');
  await deliverHooks(world);
  await handleAll(world);
  move(world, KESTREL.id, 'closedlost');
  await world.deliver();
  expect(stageOf(world)).toBe('closedlost');
  expect(notesOf(world)).toEqual([]);
  expect(await world.ports.hubspot.getDeal(DEMO_PORTAL_ID, KESTREL.id)).toMatchObject({ isWon: false });
});

test('a crash after the deal was put back puts it back no second time', async () => {
  const world = await waitingDeal('move-back');
  move(world, KESTREL.id, 'contractsent');
  await deliverHooks(world);
  await handleAll(world);
  world.plan({ match: { method: 'PATCH' }, fault: { kind: 'reset-after-commit' } });
  await world.deliver();
  world.clock.advance(60_000);
  await world.deliver();
  expect(stageOf(world)).toBe('presentationscheduled');
  expect(notesOf(world)).toHaveLength(1);
  const writes = world.sandbox.state.journal.filter(
    ({ method, requestBody }) => method === 'PATCH' && requestBody.includes('"dealstage":"pres'),
  );
  expect(writes).toHaveLength(1);
});
