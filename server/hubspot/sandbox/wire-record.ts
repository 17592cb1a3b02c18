import type {
  CollectionResponseAssociatedId,
  SimplePublicObjectWithAssociations,
} from '@hubspot/api-client/lib/codegen/crm/deals/index.js';
import { associationTypeOf } from './association-types.ts';
import { linksFrom } from './links.ts';
import { type ObjectType, objectTypes } from './object-types.ts';
import { type Portal, propertiesOf, type SandboxRecord } from './portal.ts';
import type { Wire } from './wire-type.ts';

type Wanted = {
  properties: readonly string[];
  history?: readonly string[];
  associations: readonly ObjectType[];
};

/** A record as HubSpot sends it: unknown requested properties are left out, empty values are `null`. */
export function toWireRecord(portal: Portal, record: SandboxRecord, wanted: Wanted) {
  const facts = objectTypes[record.type];
  const known = propertiesOf(portal, record.type);
  const asked = wanted.properties.length > 0 ? wanted.properties : facts.defaultProperties;
  const names = new Set([...asked, facts.createdProperty, 'hs_lastmodifieddate', 'hs_object_id']);
  const history = wanted.history ?? [];
  const associations = toWireAssociations(portal, record, wanted.associations);
  return {
    id: record.id,
    properties: Object.fromEntries(
      [...names].filter((name) => known.has(name)).map((name) => [name, record.properties.get(name) || null]),
    ),
    createdAt: record.createdAt.toISOString(),
    updatedAt: record.updatedAt.toISOString(),
    archived: record.archivedAt !== null,
    ...(record.archivedAt && { archivedAt: record.archivedAt.toISOString() }),
    ...(history.length > 0 && { propertiesWithHistory: historyOf(record, history) }),
    ...(Object.keys(associations).length > 0 && { associations }),
  } satisfies Wire<SimplePublicObjectWithAssociations>;
}

export type WireRecord = ReturnType<typeof toWireRecord>;

function historyOf(record: SandboxRecord, names: readonly string[]) {
  return Object.fromEntries(names.map((name) => [name, record.history.get(name) ?? []]));
}

function toWireAssociations(portal: Portal, record: SandboxRecord, types: readonly ObjectType[]) {
  const found: Record<string, Wire<CollectionResponseAssociatedId>> = {};
  for (const type of types) {
    const results = linksFrom(portal, record, type).map((link) => ({
      id: link.toId,
      type: associationTypeOf(link.fromType, link.toType, link.typeId)?.name ?? 'unknown',
    }));
    if (results.length > 0) found[type] = { results };
  }
  return found;
}
