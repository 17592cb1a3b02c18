import type { Clock } from '../clock.ts';
import type { Account } from './account.ts';
import { addNote } from './add-note.ts';
import { keepBudget } from './call-budget.ts';
import { countCalls } from './call-counts.ts';
import { completeCallback } from './complete-callback.ts';
import { completeTask } from './complete-task.ts';
import { createTask } from './create-task.ts';
import { type DealFields, HUBSPOT_FIELDS } from './deal-fields.ts';
import { ensureDealProperties } from './ensure-deal-properties.ts';
import { findChangedDeals, listDealIds } from './find-changed-deals.ts';
import { findFate } from './find-fate.ts';
import { getApprovalRules } from './get-approval-rules.ts';
import { getDeal } from './get-deal.ts';
import { listDealProperties } from './list-deal-properties.ts';
import { listDeals, sampleDeals } from './list-deals.ts';
import { listOwners } from './list-owners.ts';
import { HUBSPOT_API_VERSION, type HubSpotApiVersion, hubspotPaths } from './paths.ts';
import type { HubSpotPort } from './port.ts';
import { putApprovalRules } from './put-approval-rules.ts';
import { readAccount } from './read-account.ts';
import { readDeals } from './read-deals.ts';
import { listPipelines } from './read-pipelines.ts';
import { replaceDealProperty } from './replace-deal-property.ts';
import { createTransport } from './transport.ts';
import { updateDeal } from './update-deal.ts';
import { updateTask } from './update-task.ts';

export type HubSpotOptions = {
  /** `https://api.hubapi.com`, or the sandbox. */
  baseUrl: string;
  apiVersion?: HubSpotApiVersion;
  accessTokenFor: (portalId: string) => Promise<string>;
  /** Which properties an account's admin mapped; HubSpot's own where there is no mapping. */
  fieldsOf?: (portalId: string) => Promise<DealFields>;
  /** Told when HubSpot does not accept a portal's token. */
  onUnauthorized?: (portalId: string) => Promise<void>;
  /** By which what HubSpot leaves of its calls is known to be old. */
  clock?: Clock;
  /** How long one call may take, its whole body included. */
  deadlineMs?: number;
};

export function connectHubSpot(options: HubSpotOptions): HubSpotPort {
  const counts = countCalls();
  const budget = keepBudget(options.clock);
  const transport = createTransport({ deadlineMs: 10_000, ...options, counts, budget });
  const paths = hubspotPaths(options.apiVersion ?? HUBSPOT_API_VERSION);
  const account = (portalId: string): Account => ({
    call: (call) => transport(portalId, call),
    paths,
    fields: async () => options.fieldsOf?.(portalId) ?? HUBSPOT_FIELDS,
  });
  return {
    getDeal: (portalId, dealId) => getDeal(account(portalId), dealId),
    listDeals: (portalId) => listDeals(account(portalId)),
    sampleDeals: (portalId, fields) => sampleDeals(account(portalId), fields),
    listDealProperties: (portalId) => listDealProperties(account(portalId)),
    readDeals: (portalId, dealIds) => readDeals(account(portalId), dealIds),
    findFate: (portalId, dealId) => findFate(account(portalId), dealId),
    findChangedDeals: (portalId, page) => findChangedDeals(account(portalId), page),
    listDealIds: (portalId, after) => listDealIds(account(portalId), after),
    completeCallback: (portalId, callbackId, outputFields) =>
      completeCallback(account(portalId), callbackId, outputFields),
    readAccount: (portalId) => readAccount(account(portalId)),
    callCounts: (portalId) => ({ ...counts.of(portalId), left: budget.left(portalId) }),
    isScarce: budget.isScarce,
    listOwners: (portalId) => listOwners(account(portalId)),
    ensureDealProperties: (portalId, group, definitions) =>
      ensureDealProperties(account(portalId), group, definitions),
    listPipelines: (portalId) => listPipelines(account(portalId)),
    getApprovalRules: (portalId, pipelineId) => getApprovalRules(account(portalId), pipelineId),
    putApprovalRules: (portalId, pipelineId, rules) => putApprovalRules(account(portalId), pipelineId, rules),
    replaceDealProperty: (portalId, group, definition) =>
      replaceDealProperty(account(portalId), group, definition),
    updateDeal: (portalId, dealId, properties) => updateDeal(account(portalId), dealId, properties),
    createTask: (portalId, task) => createTask(account(portalId), task),
    updateTask: (portalId, taskId, change) => updateTask(account(portalId), taskId, change),
    completeTask: (portalId, taskId) => completeTask(account(portalId), taskId),
    addNote: (portalId, note) => addNote(account(portalId), note),
  };
}
