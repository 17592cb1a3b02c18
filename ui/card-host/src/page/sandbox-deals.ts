import { z } from 'zod';
import type { CrmProperties } from '../contract.ts';
import type { Demo } from './demo.ts';
import { Unreachable } from './unreachable.ts';

const SandboxDeal = z.object({
  id: z.string(),
  properties: z.record(z.string(), z.string().nullable()),
  stageLabel: z.string().nullable(),
  companyName: z.string().nullable(),
});
export type SandboxDeal = z.infer<typeof SandboxDeal>;

const DealsAnswer = z.object({ deals: z.array(SandboxDeal) });

export async function fetchDeals({ sandboxUrl, portalId }: Demo): Promise<SandboxDeal[]> {
  const response = await fetch(`${sandboxUrl}/_control/deals?portalId=${portalId}`).catch(() => null);
  if (response === null) {
    throw new Unreachable('sandbox', `The sandbox at ${sandboxUrl} does not answer.`);
  }
  if (!response.ok)
    throw new Unreachable('sandbox', `The sandbox at ${sandboxUrl} answered ${response.status}.`);
  return DealsAnswer.parse(await response.json()).deals;
}

export async function fetchProperties(demo: Demo, dealId: string): Promise<CrmProperties> {
  const deals = await fetchDeals(demo);
  const deal = deals.find((candidate) => candidate.id === dealId);
  if (deal === undefined) throw new Error(`The sandbox holds no deal ${dealId}.`);
  return deal.properties;
}

/** The company, when it is not already in the deal's name, and the stage. */
export function dealFacts(deal: SandboxDeal): string[] {
  const { companyName, stageLabel } = deal;
  const company = companyName !== null && dealName(deal).includes(companyName) ? null : companyName;
  return [company, stageLabel].filter((fact) => fact !== null);
}

export function dealName(deal: SandboxDeal): string {
  return deal.properties.dealname ?? `Deal ${deal.id}`;
}
