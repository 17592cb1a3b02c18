import { linksFrom } from './links.ts';
import { type ObjectType, objectTypeNames } from './object-types.ts';
import { type Portal, recordsOf, stageOf } from './portal.ts';
import { listRecords } from './records.ts';

/** The deals as the card host offers them to pick from, every property included. */
export function listDealsForCardHost(portal: Portal) {
  return listRecords(portal, 'deals', false).map((deal) => {
    const companyId = linksFrom(portal, deal, 'companies')[0]?.toId;
    const company = companyId === undefined ? undefined : recordsOf(portal, 'companies').get(companyId);
    const stage = stageOf(portal, deal.properties.get('pipeline'), deal.properties.get('dealstage'));
    return {
      id: deal.id,
      properties: Object.fromEntries(deal.properties),
      stageLabel: stage?.label ?? null,
      companyName: company?.properties.get('name') ?? null,
    };
  });
}

/** The companies as the card host offers them to pick from, every property and the owner's name included. */
export function listCompaniesForCardHost(portal: Portal) {
  return listRecords(portal, 'companies', false).map((company) => {
    const owner = portal.owners.find(({ id }) => id === company.properties.get('hubspot_owner_id'));
    return {
      id: company.id,
      properties: Object.fromEntries(company.properties),
      ownerName: owner ? `${owner.firstName} ${owner.lastName}`.trim() : null,
    };
  });
}

export function listEverything(portal: Portal) {
  return {
    portalId: portal.portalId,
    scopes: [...portal.scopes],
    owners: portal.owners,
    objects: objectTypeNames.flatMap((type) => recordsIn(portal, type)),
    links: portal.links,
    dealProperties: [...(portal.properties.get('deals')?.values() ?? [])].filter(
      (one) => !one.hubspotDefined,
    ),
  };
}

function recordsIn(portal: Portal, type: ObjectType) {
  return [...recordsOf(portal, type).values()].map((record) => ({
    type,
    id: record.id,
    properties: Object.fromEntries(record.properties),
    createdAt: record.createdAt.toISOString(),
    updatedAt: record.updatedAt.toISOString(),
    archived: record.archivedAt !== null,
  }));
}
