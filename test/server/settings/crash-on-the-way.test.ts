import { expect, test } from 'vitest';
import { DEMO_PEOPLE, DEMO_PORTAL_ID } from '../../../server/demo/demo-company.ts';
import { dealProperties } from '../../../server/hubspot/deal-properties.ts';
import type { Actor } from '../../../server/people/actor.ts';
import type { Ports } from '../../../server/ports.ts';
import { applyPipelineRules } from '../../../server/settings/pipeline-rules.ts';
import { applyProvisioning } from '../../../server/settings/provisioning.ts';
import { Crash, crashingAt } from '../../support/crashing.ts';
import { gate } from '../../support/inbound-steps.ts';
import { demoPortal } from '../../support/plant-deal.ts';
import { newKey } from '../../support/sign-off-steps.ts';
import { openWorld, type World } from '../../support/world.ts';

const noor = DEMO_PEOPLE.find(({ roles }) => roles.includes('admin'));
const ADMIN: Actor = {
  portalId: DEMO_PORTAL_ID,
  userId: noor?.userId ?? '',
  name: noor?.name ?? '',
  roles: ['admin'],
  via: 'card',
};
const NAMES = dealProperties.map(({ name }) => name);

async function trailOf({ ports }: World, actions: readonly string[]) {
  const { auditEntries } = ports.database.tables;
  const rows = await ports.database.query.select().from(auditEntries).orderBy(auditEntries.sequence);
  return rows
    .filter(({ portalId, action }) => portalId === DEMO_PORTAL_ID && actions.includes(action))
    .map(({ action, record }) => ({ action, record: JSON.parse(record) }));
}

/** Dies at each touch of the database in turn, until it gets through. Returns how often it died. */
async function dieAtEach(world: World, work: (ports: Ports) => Promise<unknown>, look: () => Promise<void>) {
  for (let touches = 0; touches < 60; touches += 1) {
    const died = await work(crashingAt(world.ports, touches)).then(
      () => false,
      (error: unknown) => {
        if (!(error instanceof Crash)) throw error;
        return true;
      },
    );
    await look();
    if (!died) return touches;
  }
  throw new Error('it never got through');
}

test('wherever the process dies, what HubSpot was made to change stands in the audit, and the next try ends it', async () => {
  const world = await openWorld();
  const trail = () => trailOf(world, ['provisioning-begun', 'properties-provisioned']);
  const inHubSpot = () => NAMES.filter((name) => demoPortal(world).properties.get('deals')?.has(name));
  const input = { idempotencyKey: newKey(), replace: [] };
  let diedAfterHubSpot = 0;
  await dieAtEach(
    world,
    (ports) => applyProvisioning(ports, ADMIN, input),
    async () => {
      const entries = await trail();
      if (inHubSpot().length > 0) expect(entries[0]?.record).toMatchObject({ create: NAMES, replace: [] });
      if (inHubSpot().length > 0 && entries.length === 1) diedAfterHubSpot += 1;
    },
  );
  expect(diedAfterHubSpot).toBeGreaterThan(0);
  const entries = await trail();
  expect(entries.map(({ action }) => action)).toEqual(['provisioning-begun', 'properties-provisioned']);
  expect(entries[1]?.record).toMatchObject({ created: NAMES, replaced: [] });
  await applyProvisioning(world.ports, ADMIN, { idempotencyKey: newKey(), replace: [] });
  expect(await trail()).toEqual(entries);
});

test('the same of HubSpot’s own approval rules', async () => {
  const world = await openWorld();
  const portal = demoPortal(world);
  portal.scopes = new Set([
    ...portal.scopes,
    'crm-pipelines-governance-read',
    'crm-pipelines-governance-write',
  ]);
  await gate(world, 'warn');
  const trail = () => trailOf(world, ['pipeline-rules-begun', 'pipeline-rules-applied']);
  let diedAfterHubSpot = 0;
  await dieAtEach(
    world,
    (ports) => applyPipelineRules(ports, ADMIN, { idempotencyKey: newKey() }),
    async () => {
      const entries = await trail();
      if (portal.pipelineRules.size === 0) return;
      expect(entries[0]?.record).toMatchObject({
        stages: [
          { stageId: 'contractsent', change: 'add' },
          { stageId: 'closedwon', change: 'add' },
        ],
      });
      if (entries.length === 1) diedAfterHubSpot += 1;
    },
  );
  expect(diedAfterHubSpot).toBeGreaterThan(0);
  const [begun, applied, ...more] = await trail();
  expect([begun?.action, applied?.action, more]).toEqual([
    'pipeline-rules-begun',
    'pipeline-rules-applied',
    [],
  ]);
  expect(applied?.record.stages).toEqual(begun?.record.stages);
});

test('a key that was used for another request changes nothing in HubSpot', async () => {
  const world = await openWorld();
  const key = newKey();
  await applyProvisioning(world.ports, ADMIN, { idempotencyKey: key, replace: [] });
  const properties = demoPortal(world).properties.get('deals');
  properties?.delete('dealfloor_verdict');
  const again = applyProvisioning(world.ports, ADMIN, { idempotencyKey: key, replace: ['dealfloor_link'] });
  await expect(again).rejects.toThrow('This key was used for another request.');
  expect(properties?.has('dealfloor_verdict')).toBe(false);
});
