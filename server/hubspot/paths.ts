export type HubSpotApiVersion = '2026-09' | 'v3';

/** Numbered paths end in September 2027; they stay switchable because no dated path was tried on a real account. */
export const HUBSPOT_API_VERSION: HubSpotApiVersion = '2026-09';

export type HubSpotObjectType = 'deals' | 'companies' | 'tasks' | 'notes';

type PathFamily = {
  objects: string;
  associations: string;
  properties: string;
  pipelines: string;
  owners: string;
  account: string;
  associationBatches: string;
  callbacks: string;
};

const families: Readonly<Record<HubSpotApiVersion, PathFamily>> = {
  '2026-09': {
    objects: '/crm/objects/2026-09',
    associations: '/crm/objects/2026-09',
    properties: '/crm/properties/2026-09',
    pipelines: '/crm/pipelines/2026-09',
    owners: '/crm/owners/2026-09',
    account: '/account-info/2026-09',
    associationBatches: '/crm/associations/2026-09',
    callbacks: '/automation/actions/callbacks/2026-09',
  },
  v3: {
    objects: '/crm/v3/objects',
    associations: '/crm/v4/objects',
    properties: '/crm/v3/properties',
    pipelines: '/crm/v3/pipelines',
    owners: '/crm/v3/owners',
    account: '/account-info/v3',
    associationBatches: '/crm/v4/associations',
    callbacks: '/automation/v4/actions/callbacks',
  },
};

/** Every HubSpot path the server calls, in one table. Ids are escaped here and nowhere else. */
export function hubspotPaths(version: HubSpotApiVersion) {
  const family = families[version];
  return {
    objects: (type: HubSpotObjectType) => `${family.objects}/${type}`,
    object: (type: HubSpotObjectType, id: string) => `${family.objects}/${type}/${encodeURIComponent(id)}`,
    batchRead: (type: HubSpotObjectType) => `${family.objects}/${type}/batch/read`,
    associations: (from: HubSpotObjectType, id: string, to: HubSpotObjectType) =>
      `${family.associations}/${from}/${encodeURIComponent(id)}/associations/${to}`,
    associationsBatch: (from: HubSpotObjectType, to: HubSpotObjectType) =>
      `${family.associationBatches}/${from}/${to}/batch/read`,
    callback: (id: string) => `${family.callbacks}/${encodeURIComponent(id)}/complete`,
    dealProperties: () => `${family.properties}/deals`,
    dealProperty: (name: string) => `${family.properties}/deals/${encodeURIComponent(name)}`,
    dealPropertyGroups: () => `${family.properties}/deals/groups`,
    dealPropertyGroup: (name: string) => `${family.properties}/deals/groups/${encodeURIComponent(name)}`,
    /** Rules of pipelines have a dated path only. */
    approvalRules: (pipelineId: string) =>
      `/crm/pipelines-rules/2026-09/0-3/${encodeURIComponent(pipelineId)}`,
    dealPipelines: () => `${family.pipelines}/deals`,
    owners: () => family.owners,
    accountDetails: () => `${family.account}/details`,
  };
}

export type HubSpotPaths = ReturnType<typeof hubspotPaths>;
