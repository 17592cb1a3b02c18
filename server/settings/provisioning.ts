import type { ProvisioningInput, ProvisioningPlan } from '@dealfloor/price-book';
import { z } from 'zod';
import { appendEntry } from '../audit/append-entry.ts';
import { transact } from '../db/database.ts';
import { dealProperties, dealPropertyGroup } from '../hubspot/deal-properties.ts';
import { differencesOf } from '../hubspot/ensure-deal-properties.ts';
import type { Actor } from '../people/actor.ts';
import { requireAdmin } from '../people/roles.ts';
import type { Ports } from '../ports.ts';
import { UnprocessableError } from '../service-error.ts';
import { beginOutside, unfinished } from './outside-change.ts';
import { planPipelineRules } from './pipeline-rules.ts';

/** What provisioning would do, before it does anything. */
export async function planProvisioning(ports: Ports, actor: Actor): Promise<ProvisioningPlan> {
  requireAdmin(actor);
  return wholePlan(ports, actor.portalId);
}

const Planned = z.object({ create: z.array(z.string()), replace: z.array(z.string()) });
type Planned = z.infer<typeof Planned>;
type Properties = ProvisioningPlan['properties'];

const TRAIL = { begun: 'provisioning-begun', done: 'properties-provisioned', plan: Planned } as const;

/**
 * Creates what is missing and makes right what was named; who renamed a label on purpose keeps it. What is planned is
 * written down before HubSpot is called, so that a crash on the way leaves a trace that the next try ends.
 */
export async function applyProvisioning(
  ports: Ports,
  actor: Actor,
  { idempotencyKey: key, replace }: ProvisioningInput,
): Promise<ProvisioningPlan> {
  requireAdmin(actor);
  const { portalId } = actor;
  refuseOthers(replace);
  const before = await planFor(ports, portalId);
  const planned = {
    create: namesOf(before.properties, 'missing'),
    replace: namesOf(before.properties, 'different').filter((name) => replace.includes(name)),
  };
  const isChange = planned.create.length + planned.replace.length > 0;
  const request = { key, action: 'provision', body: replace, status: 200 } as const;
  await beginOutside(ports, actor, request, isChange ? { action: TRAIL.begun, record: planned } : null);
  await ports.hubspot.ensureDealProperties(portalId, dealPropertyGroup, dealProperties);
  for (const definition of dealProperties.filter(({ name }) => planned.replace.includes(name)))
    await ports.hubspot.replaceDealProperty(portalId, dealPropertyGroup, definition);
  const after = await wholePlan(ports, portalId);
  await end(ports, actor, planned, after.properties);
  return after;
}

function refuseOthers(replace: readonly string[]): void {
  const unknown = replace.filter((name) => !dealProperties.some((property) => property.name === name));
  if (unknown.length === 0) return;
  const issues = unknown.map((name) => ({ path: 'replace', message: `${name} is no property of ours.` }));
  throw new UnprocessableError('not-ours', 'Only our own properties are made right.', issues);
}

function namesOf(properties: Properties, state: Properties[number]['state']): string[] {
  return properties.filter((row) => row.state === state).map(({ name }) => name);
}

/** What of all that was planned, now or before a crash, has come about. */
async function end(ports: Ports, actor: Actor, planned: Planned, after: Properties): Promise<void> {
  const missing = namesOf(after, 'missing');
  const right = namesOf(after, 'right');
  await transact(ports.database, async (transaction) => {
    const plans = [...(await unfinished(transaction, actor.portalId, TRAIL)), planned];
    const named = (list: (plan: Planned) => readonly string[]) => [...new Set(plans.flatMap(list))];
    const created = named(({ create }) => create).filter((name) => !missing.includes(name));
    const replaced = named((plan) => plan.replace).filter((name) => right.includes(name));
    if (created.length + replaced.length === 0) return;
    const record = { created, replaced };
    const at = ports.clock.now();
    await appendEntry(transaction, actor, { action: TRAIL.done, dealId: null, at, record });
  });
}

async function wholePlan(ports: Ports, portalId: string): Promise<ProvisioningPlan> {
  const pipelineRules = await planPipelineRules(ports, portalId);
  return { ...(await planFor(ports, portalId)), pipelineRules };
}

/** How our properties stand in an account. */
export async function planFor(
  { hubspot }: Ports,
  portalId: string,
): Promise<Omit<ProvisioningPlan, 'pipelineRules'>> {
  const there = await hubspot.listDealProperties(portalId);
  const properties = dealProperties.map((definition) => {
    const { name, label } = definition;
    const found = there.find((property) => property.name === name);
    if (!found) return { name, label, state: 'missing' as const, differences: [] };
    const differences = differencesOf(definition, found);
    return {
      name,
      label,
      state: differences.length > 0 ? ('different' as const) : ('right' as const),
      differences,
    };
  });
  const count = (state: string) => properties.filter((row) => row.state === state).length;
  const [right, missing, different] = [count('right'), count('missing'), count('different')];
  const sentence =
    right === properties.length
      ? `All ${right} properties are there.`
      : `${right} of ${properties.length} properties are right, ${missing} missing, ${different} different.`;
  return { properties, sentence };
}
