import { z } from 'zod';
import type { CrmProperties } from '../contract.ts';
import type { Demo } from './demo.ts';
import { Unreachable } from './unreachable.ts';

export const recordKinds = ['deal', 'company'] as const;
export type RecordKind = (typeof recordKinds)[number];

/** A record of the sandbox as the page shows it: a deal, or a company. */
export type SandboxRecord = {
  kind: RecordKind;
  id: string;
  name: string;
  /** What is said below the name. */
  facts: string[];
  ownerId: string | null;
  properties: CrmProperties;
};
export type SandboxRecords = Record<RecordKind, SandboxRecord[]>;

const Properties = z.record(z.string(), z.string().nullable());
const DealsAnswer = z.object({
  deals: z.array(
    z.object({
      id: z.string(),
      properties: Properties,
      stageLabel: z.string().nullable(),
      companyName: z.string().nullable(),
    }),
  ),
});
const CompaniesAnswer = z.object({
  companies: z.array(z.object({ id: z.string(), properties: Properties, ownerName: z.string().nullable() })),
});

const readers: Record<RecordKind, (demo: Demo) => Promise<SandboxRecord[]>> = {
  deal: async (demo) => DealsAnswer.parse(await read(demo, 'deals')).deals.map(dealRecord),
  company: async (demo) => CompaniesAnswer.parse(await read(demo, 'companies')).companies.map(companyRecord),
};

export async function fetchRecords(demo: Demo): Promise<SandboxRecords> {
  const [deal, company] = await Promise.all([readers.deal(demo), readers.company(demo)]);
  return { deal, company };
}

export async function fetchProperties(demo: Demo, kind: RecordKind, id: string): Promise<CrmProperties> {
  const record = (await readers[kind](demo)).find((candidate) => candidate.id === id);
  if (record === undefined) throw new Error(`The sandbox holds no ${kind} ${id}.`);
  return record.properties;
}

/** Accounts have an owner; the companies of mere prospects have none here. */
export function isListed({ kind, ownerId }: SandboxRecord): boolean {
  return kind === 'deal' || ownerId !== null;
}

async function read({ sandboxUrl, portalId }: Demo, list: 'deals' | 'companies'): Promise<unknown> {
  const response = await fetch(`${sandboxUrl}/_control/${list}?portalId=${portalId}`).catch(() => null);
  if (response === null) {
    throw new Unreachable('sandbox', `The sandbox at ${sandboxUrl} does not answer.`);
  }
  if (!response.ok)
    throw new Unreachable('sandbox', `The sandbox at ${sandboxUrl} answered ${response.status}.`);
  return response.json();
}

type SandboxDeal = z.infer<typeof DealsAnswer>['deals'][number];
type SandboxCompany = z.infer<typeof CompaniesAnswer>['companies'][number];

/** The company is named when it is not already in the deal's name. */
function dealRecord({ id, properties, stageLabel, companyName }: SandboxDeal): SandboxRecord {
  const name = properties.dealname ?? `Deal ${id}`;
  const company = companyName !== null && name.includes(companyName) ? null : companyName;
  const facts = [company, stageLabel].filter((fact) => fact !== null);
  return { kind: 'deal', id, name, facts, ownerId: properties.hubspot_owner_id ?? null, properties };
}

function companyRecord({ id, properties, ownerName }: SandboxCompany): SandboxRecord {
  const name = properties.name ?? `Company ${id}`;
  const facts = [ownerName].filter((fact) => fact !== null);
  return { kind: 'company', id, name, facts, ownerId: properties.hubspot_owner_id ?? null, properties };
}
