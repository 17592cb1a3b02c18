import { PipelineRulesPlan, ProvisioningPlan } from '@dealfloor/price-book';
import { expect, test } from 'vitest';
import { DEMO_PEOPLE, MARA, TOM } from '../../../server/demo/demo-company.ts';
import { PipelineRules } from '../../../server/hubspot/sandbox/pipeline-rules.ts';
import { problemOf } from '../../support/caller.ts';
import { gate } from '../../support/inbound-steps.ts';
import { demoPortal } from '../../support/plant-deal.ts';
import { newKey } from '../../support/sign-off-steps.ts';
import { openWorld, type World } from '../../support/world.ts';

const NOOR = { userId: DEMO_PEOPLE.find(({ roles }) => roles.includes('admin'))?.userId ?? '' };
const FINANCE = DEMO_PEOPLE.filter(({ roles }) => roles.includes('finance')).map(({ userId }) =>
  Number(userId),
);
const SOMEBODY_ELSES = { pipelineStageId: 'qualifiedtobuy', approverUserIds: [77], approvalMode: 'ALL' };

/** The demo's account as one with Sales Hub Enterprise, whose policy guards two stages. */
async function openEnterprise(): Promise<World> {
  const world = await openWorld();
  const portal = demoPortal(world);
  const scopes = ['crm-pipelines-governance-read', 'crm-pipelines-governance-write'];
  portal.scopes = new Set([...portal.scopes, ...scopes]);
  await gate(world, 'warn');
  return world;
}

const plan = async (world: World) =>
  ProvisioningPlan.parse((await world.card(NOOR).get('/settings/provisioning')).body).pipelineRules;
const apply = (world: World, idempotencyKey = newKey()) =>
  world.card(NOOR).post('/settings/pipeline-rules', { idempotencyKey });
const rulesOf = (world: World) => demoPortal(world).pipelineRules.get('default')?.approvalStageRules ?? [];
const give = (world: World, ...approvalStageRules: unknown[]) =>
  demoPortal(world).pipelineRules.set('default', PipelineRules.parse({ approvalStageRules }));
const changes = ({ stages }: PipelineRulesPlan) => stages.map(({ stageId, change }) => [stageId, change]);

test('what would change is shown first; applied, HubSpot asks finance where the sign-off is missing and keeps every other rule', async () => {
  const world = await openEnterprise();
  give(world, SOMEBODY_ELSES);
  const before = await plan(world);
  expect(changes(before)).toEqual([
    ['contractsent', 'add'],
    ['closedwon', 'add'],
  ]);
  expect(rulesOf(world)).toHaveLength(1);
  const after = PipelineRulesPlan.parse((await apply(world)).body);
  expect(after).toMatchObject({ state: 'nothing-to-do' });
  const [theirs, ours, won] = rulesOf(world);
  expect(theirs).toEqual(SOMEBODY_ELSES);
  expect(ours).toMatchObject({ pipelineStageId: 'contractsent', approverUserIds: FINANCE.slice(0, 3) });
  expect(ours?.conditionalApprovalFilterBranch?.filters).toEqual([
    {
      filterType: 'PROPERTY',
      property: 'dealfloor_sign_off',
      operation: { operator: 'IS_NONE_OF', values: ['approved', 'approved-with-conditions', 'not-required'] },
    },
  ]);
  expect(won?.pipelineStageId).toBe('closedwon');
  expect(changes(await plan(world))).toEqual([
    ['contractsent', 'none'],
    ['closedwon', 'none'],
  ]);
});

test('a rule that somebody made at a guarded stage stays as it is, and ours is not put beside it', async () => {
  const world = await openEnterprise();
  const theirs = { ...SOMEBODY_ELSES, pipelineStageId: 'contractsent' };
  give(world, theirs);
  expect(changes(await plan(world))).toEqual([
    ['contractsent', 'kept'],
    ['closedwon', 'add'],
  ]);
  await apply(world);
  expect(rulesOf(world).filter(({ pipelineStageId }) => pipelineStageId === 'contractsent')).toEqual([
    theirs,
  ]);
});

test('a stage that is guarded no more loses our rule, and only ours', async () => {
  const world = await openEnterprise();
  give(world, SOMEBODY_ELSES);
  await apply(world);
  world.clock.advance(1_000);
  await gate(world, 'off');
  expect(changes(await plan(world))).toEqual([
    ['contractsent', 'remove'],
    ['closedwon', 'remove'],
  ]);
  expect((await apply(world)).status).toBe(200);
  expect(rulesOf(world)).toEqual([SOMEBODY_ELSES]);
});

test('who changed the rules is in the audit once, however often it is sent', async () => {
  const world = await openEnterprise();
  const key = newKey();
  for (let times = 0; times < 3; times += 1) expect((await apply(world, key)).status).toBe(200);
  expect((await apply(world)).status).toBe(200);
  const { database } = world.ports;
  const entries = await database.query.select().from(database.tables.auditEntries);
  expect(entries.filter(({ action }) => action === 'pipeline-rules-applied')).toHaveLength(1);
});

test('a portal without Sales Hub Enterprise is told so in a sentence, and nothing else of the plan is lost', async () => {
  const world = await openWorld();
  await gate(world, 'warn');
  const sentence = 'This portal has no pipeline approval rules (Sales Hub Enterprise).';
  expect(await plan(world)).toEqual({ state: 'unavailable', stages: [], sentence });
  const refused = await apply(world);
  expect(refused.status).toBe(422);
  expect(problemOf(refused).message).toBe(sentence);
  expect(rulesOf(world)).toEqual([]);
});

test('only an admin changes the rules', async () => {
  const world = await openEnterprise();
  for (const person of [TOM, MARA]) {
    const answer = await world.card(person).post('/settings/pipeline-rules', { idempotencyKey: newKey() });
    expect(answer.status).toBe(403);
  }
  expect(rulesOf(world)).toEqual([]);
});
