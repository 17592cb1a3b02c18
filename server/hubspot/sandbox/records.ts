import { type ChangeSource, somebody } from './change-source.ts';
import { keepHistory } from './history.ts';
import { invalidProperties, notFound } from './hubspot-refusal.ts';
import { type ObjectType, objectTypes } from './object-types.ts';
import { type Portal, propertiesOf, recordsOf, type SandboxRecord, stageOf } from './portal.ts';
import { validateProperties } from './validate-properties.ts';

export type GivenProperties = Readonly<Record<string, string | number | boolean | null>>;

const requiredOnCreate: Readonly<Record<ObjectType, readonly string[]>> = {
  deals: [],
  companies: [],
  contacts: [],
  tasks: ['hs_timestamp'],
  notes: ['hs_timestamp'],
  line_items: [],
};

export function createRecord(
  portal: Portal,
  input: { type: ObjectType; id: string; properties: GivenProperties; at: Date; source?: ChangeSource },
): SandboxRecord {
  const { type, id, at, source = somebody } = input;
  const given = asText(portal, type, input.properties);
  const missing = requiredOnCreate[type].filter((name) => !given.get(name));
  if (missing.length > 0) {
    throw invalidProperties(
      missing.map((name) => ({ name, error: 'REQUIRED_FIELD', message: `${name} is required` })),
    );
  }
  const first = portal.pipelines[0];
  if (type === 'deals' && !given.has('pipeline') && first) given.set('pipeline', first.id);
  validateProperties(portal, type, { given, merged: given });
  const record: SandboxRecord = {
    type,
    id,
    properties: given,
    history: new Map(),
    createdAt: at,
    updatedAt: at,
    archivedAt: null,
  };
  given.set('hs_object_id', id);
  if (!given.get(objectTypes[type].createdProperty)) {
    given.set(objectTypes[type].createdProperty, at.toISOString());
  }
  touch(portal, record, at);
  recordsOf(portal, type).set(id, record);
  portal.emit({ kind: 'creation', record, at, source });
  keepHistory(portal, record, { earlier: new Map(), at, source });
  return record;
}

export function patchRecord(
  portal: Portal,
  record: SandboxRecord,
  change: { properties: GivenProperties; at: Date; source?: ChangeSource },
): SandboxRecord {
  const given = asText(portal, record.type, change.properties);
  const merged = new Map([...record.properties, ...given]);
  validateProperties(portal, record.type, { given, merged });
  const { at, source = somebody } = change;
  const earlier = record.properties;
  record.properties = merged;
  touch(portal, record, at);
  keepHistory(portal, record, { earlier, at, source });
  return record;
}

export function archiveRecord(
  portal: Portal,
  record: SandboxRecord,
  { at, source = somebody }: { at: Date; source?: ChangeSource },
): void {
  record.archivedAt = at;
  portal.emit({ kind: 'deletion', record, at, source });
  portal.links = portal.links.filter(
    (link) =>
      !(link.fromType === record.type && link.fromId === record.id) &&
      !(link.toType === record.type && link.toId === record.id),
  );
}

export function findRecord(portal: Portal, type: ObjectType, id: string): SandboxRecord {
  const record = recordsOf(portal, type).get(portal.mergedInto.get(`${type}/${id}`) ?? id);
  if (!record || record.archivedAt !== null) throw notFound(id);
  return record;
}

export function findArchivedRecord(portal: Portal, type: ObjectType, id: string): SandboxRecord {
  const record = recordsOf(portal, type).get(id);
  if (!record || record.archivedAt === null) throw notFound(id);
  return record;
}

/** What was deleted comes back as it was. */
export function restoreRecord(portal: Portal, record: SandboxRecord, at: Date): void {
  record.archivedAt = null;
  touch(portal, record, at);
  portal.emit({ kind: 'restore', record, at, source: somebody });
}

/** One record swallows another: from then on the other's id leads to the one that stays. */
export function mergeRecords(portal: Portal, [kept, gone]: [SandboxRecord, SandboxRecord], at: Date): void {
  const { type } = kept;
  recordsOf(portal, type).delete(gone.id);
  for (const [name, into] of portal.mergedInto) {
    if (name.startsWith(`${type}/`) && into === gone.id) portal.mergedInto.set(name, kept.id);
  }
  portal.mergedInto.set(`${type}/${gone.id}`, kept.id);
  touch(portal, kept, at);
  portal.emit({ kind: 'merge', record: kept, at, source: somebody, mergedIds: [gone.id] });
}

/** Records by id, as HubSpot lists them. */
export function listRecords(portal: Portal, type: ObjectType, archived: boolean): SandboxRecord[] {
  const records = [...recordsOf(portal, type).values()];
  return records
    .filter((record) => (record.archivedAt !== null) === archived)
    .sort((one, other) => Number(one.id) - Number(other.id));
}

/** Moments are kept as ISO text and days as `2026-11-30`, whatever form they came in. */
function asText(portal: Portal, type: ObjectType, properties: GivenProperties): Map<string, string> {
  const definitions = propertiesOf(portal, type);
  const entries = Object.entries(properties).map(([name, value]): [string, string] => {
    const text = value === null ? '' : String(value);
    const kind = definitions.get(name)?.type;
    if ((kind !== 'datetime' && kind !== 'date') || text === '') return [name, text];
    const moment = new Date(/^-?\d{1,15}$/.test(text) ? Number(text) : text);
    if (Number.isNaN(moment.getTime())) return [name, text];
    return [name, kind === 'date' ? moment.toISOString().slice(0, 10) : moment.toISOString()];
  });
  return new Map(entries);
}

/** A record counts as changed. */
export function touch(portal: Portal, record: SandboxRecord, at: Date): void {
  record.updatedAt = at;
  record.properties.set('hs_lastmodifieddate', at.toISOString());
  if (record.type !== 'deals') return;
  const stage = stageOf(portal, record.properties.get('pipeline'), record.properties.get('dealstage'));
  const isClosed = stage?.isClosed === true;
  record.properties.set('hs_is_closed', String(isClosed));
  record.properties.set('hs_is_closed_won', String(isClosed && stage.probability === 1));
  record.properties.set('hs_is_closed_lost', String(isClosed && stage.probability === 0));
}
