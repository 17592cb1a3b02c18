import type { ProvisioningInput, ProvisioningPlan } from '@dealfloor/price-book';
import { appendEntry } from '../audit/append-entry.ts';
import { dealProperties, dealPropertyGroup } from '../hubspot/deal-properties.ts';
import { differencesOf } from '../hubspot/ensure-deal-properties.ts';
import { once } from '../idempotency/once.ts';
import type { Actor } from '../people/actor.ts';
import { requireAdmin } from '../people/roles.ts';
import type { Ports } from '../ports.ts';
import { UnprocessableError } from '../service-error.ts';
import { planPipelineRules } from './pipeline-rules.ts';

/** What provisioning would do, before it does anything. */
export async function planProvisioning(ports: Ports, actor: Actor): Promise<ProvisioningPlan> {
  requireAdmin(actor);
  return wholePlan(ports, actor.portalId);
}

/** Creates what is missing and makes right what was named; who renamed a label on purpose keeps it. */
export async function applyProvisioning(
  ports: Ports,
  actor: Actor,
  { idempotencyKey: key, replace }: ProvisioningInput,
): Promise<ProvisioningPlan> {
  requireAdmin(actor);
  const { portalId } = actor;
  const before = await planFor(ports, portalId);
  const isDifferent = (name: string) =>
    before.properties.some((row) => row.name === name && row.state === 'different');
  const unknown = replace.filter((name) => !dealProperties.some((property) => property.name === name));
  if (unknown.length > 0) {
    const issues = unknown.map((name) => ({ path: 'replace', message: `${name} is no property of ours.` }));
    throw new UnprocessableError('not-ours', 'Only our own properties are made right.', issues);
  }
  await ports.hubspot.ensureDealProperties(portalId, dealPropertyGroup, dealProperties);
  const replaced = dealProperties.filter(({ name }) => replace.includes(name) && isDifferent(name));
  for (const definition of replaced)
    await ports.hubspot.replaceDealProperty(portalId, dealPropertyGroup, definition);
  const created = before.properties.filter(({ state }) => state === 'missing').map(({ name }) => name);
  const record = { created, replaced: replaced.map(({ name }) => name) };
  await once(ports, actor, { key, action: 'provision', body: replace, status: 200 }, async (transaction) => {
    if (created.length + replaced.length > 0) {
      const at = ports.clock.now();
      await appendEntry(transaction, actor, { action: 'properties-provisioned', dealId: null, at, record });
    }
    return {};
  });
  return wholePlan(ports, portalId);
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
