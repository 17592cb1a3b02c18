import type { DealFields } from './deal-fields.ts';
import { dealProperties } from './deal-properties.ts';
import type { HubSpotDeal } from './port.ts';
import { brokenAnswer } from './upstream-error.ts';
import type { PipelinesAnswer, RecordAnswer } from './wire.ts';

const ownNames = dealProperties.map((definition) => definition.name);

/** What is asked of HubSpot for a deal. A property that the account does not have is left out of the answer. */
export function dealPropertyNames({ amount, currency, closeDate, seats }: DealFields): string[] {
  const mapped = [amount, currency, closeDate, ...(seats === null ? [] : [seats])];
  return [...new Set([...fixedNames, ...mapped, ...ownNames])];
}

const fixedNames = [
  'dealname',
  'dealstage',
  'pipeline',
  'hubspot_owner_id',
  'hs_is_closed',
  'hs_is_closed_won',
  'hs_mrr',
];

export function toDeal(
  record: RecordAnswer,
  pipelines: PipelinesAnswer,
  companyNames: ReadonlyMap<string, string | null>,
  fields: DealFields,
): HubSpotDeal {
  const value = (name: string) => record.properties[name] || null;
  const stage = value('dealstage');
  const pipeline = value('pipeline');
  const companyId = primaryCompanyId(record);
  return {
    id: record.id,
    name: value('dealname') ?? '',
    amount: decimal(value(fields.amount)),
    currencyCode: value(fields.currency),
    recurringPerMonth: decimal(value('hs_mrr')),
    seats: fields.seats === null ? null : decimal(value(fields.seats)),
    stage,
    stageLabel: stageLabel(pipelines, pipeline, stage),
    pipeline,
    closeDate: isoDate(value(fields.closeDate)),
    ownerId: value('hubspot_owner_id'),
    isClosed: value('hs_is_closed') === 'true',
    isWon: value('hs_is_closed_won') === 'true',
    companyId,
    companyName: companyId === null ? null : (companyNames.get(companyId) ?? null),
    dealfloor: Object.fromEntries(ownNames.map((name) => [name, value(name)])),
    archived: record.archived === true,
  };
}

/** A mapped property may hold anything: what is no plain number is no amount. */
function decimal(text: string | null): string | null {
  return text !== null && /^-?\d{1,15}(\.\d{1,9})?$/.test(text) ? text : null;
}

/** HubSpot marks the primary company `deal_to_company`; the others carry a suffix or a label. */
export function primaryCompanyId(record: RecordAnswer): string | null {
  const companies = record.associations?.companies?.results ?? [];
  const primary = companies.find((company) => company.type === 'deal_to_company');
  return (primary ?? companies[0])?.id ?? null;
}

function stageLabel(
  pipelines: PipelinesAnswer,
  pipelineId: string | null,
  stageId: string | null,
): string | null {
  const pipeline = pipelines.results.find((candidate) => candidate.id === pipelineId);
  return pipeline?.stages.find((stage) => stage.id === stageId)?.label ?? null;
}

function isoDate(text: string | null): string | null {
  if (text === null) return null;
  const date = new Date(/^\d{10,14}$/.test(text) ? Number(text) : text);
  if (Number.isNaN(date.getTime())) throw brokenAnswer('read the close date', 200);
  return date.toISOString();
}
