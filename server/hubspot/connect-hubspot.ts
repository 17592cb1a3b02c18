import type { Account } from './account.ts';
import { addNote } from './add-note.ts';
import { completeTask } from './complete-task.ts';
import { createTask } from './create-task.ts';
import { ensureDealProperties } from './ensure-deal-properties.ts';
import { getDeal } from './get-deal.ts';
import { listDeals } from './list-deals.ts';
import { listOwners } from './list-owners.ts';
import { HUBSPOT_API_VERSION, type HubSpotApiVersion, hubspotPaths } from './paths.ts';
import type { HubSpotPort } from './port.ts';
import { createTransport } from './transport.ts';
import { updateDeal } from './update-deal.ts';

export type HubSpotOptions = {
  /** `https://api.hubapi.com`, or the sandbox. */
  baseUrl: string;
  apiVersion?: HubSpotApiVersion;
  accessTokenFor: (portalId: string) => Promise<string>;
  /** How long one call may take, its whole body included. */
  deadlineMs?: number;
};

export function connectHubSpot(options: HubSpotOptions): HubSpotPort {
  const transport = createTransport({ deadlineMs: 10_000, ...options });
  const paths = hubspotPaths(options.apiVersion ?? HUBSPOT_API_VERSION);
  const account = (portalId: string): Account => ({ call: (call) => transport(portalId, call), paths });
  return {
    getDeal: (portalId, dealId) => getDeal(account(portalId), dealId),
    listDeals: (portalId) => listDeals(account(portalId)),
    listOwners: (portalId) => listOwners(account(portalId)),
    ensureDealProperties: (portalId, group, definitions) =>
      ensureDealProperties(account(portalId), group, definitions),
    updateDeal: (portalId, dealId, properties) => updateDeal(account(portalId), dealId, properties),
    createTask: (portalId, task) => createTask(account(portalId), task),
    completeTask: (portalId, taskId) => completeTask(account(portalId), taskId),
    addNote: (portalId, note) => addNote(account(portalId), note),
  };
}
