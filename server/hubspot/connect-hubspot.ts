import { addNote } from './add-note.ts';
import { completeTask } from './complete-task.ts';
import type { Connection } from './connection.ts';
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
  const connection: Connection = {
    transport: createTransport({ deadlineMs: 10_000, ...options }),
    paths: hubspotPaths(options.apiVersion ?? HUBSPOT_API_VERSION),
  };
  return {
    getDeal: (portalId, dealId) => getDeal(connection, portalId, dealId),
    listDeals: (portalId) => listDeals(connection, portalId),
    listOwners: (portalId) => listOwners(connection, portalId),
    ensureDealProperties: (portalId, group, definitions) =>
      ensureDealProperties(connection, portalId, group, definitions),
    updateDeal: (portalId, dealId, properties) => updateDeal(connection, portalId, dealId, properties),
    createTask: (portalId, task) => createTask(connection, portalId, task),
    completeTask: (portalId, taskId) => completeTask(connection, portalId, taskId),
    addNote: (portalId, note) => addNote(connection, portalId, note),
  };
}
