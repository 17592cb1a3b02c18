import type { ChangeSource, PropertyVersion } from './change-source.ts';
import { type ObjectType, objectTypeNames } from './object-types.ts';
import type { SeedPipeline } from './pipeline.ts';
import type { DealApproval, PipelineRules } from './pipeline-rules.ts';
import type { SandboxProperty, SandboxPropertyGroup } from './property.ts';
import { standardProperties } from './property-catalogue.ts';
import type { SeedOwner, SeedPortal } from './seed.ts';

export type SandboxRecord = {
  type: ObjectType;
  id: string;
  properties: Map<string, string>;
  /** Every value a property ever had, the newest first. */
  history: Map<string, PropertyVersion[]>;
  createdAt: Date;
  updatedAt: Date;
  archivedAt: Date | null;
};

/** What webhooks are made from. */
export type RecordEvent = {
  kind: 'creation' | 'deletion' | 'restore' | 'merge' | 'propertyChange' | 'associationChange';
  record: SandboxRecord;
  at: Date;
  source: ChangeSource;
  property?: { name: string; value: string };
  mergedIds?: readonly string[];
  association?: { link: Link; isRemoved: boolean };
};

export type Link = { fromType: ObjectType; fromId: string; toType: ObjectType; toId: string; typeId: number };

/** One HubSpot account: nothing in here is ever seen with another account's token. */
export type Portal = {
  portalId: string;
  token: string;
  scopes: ReadonlySet<string>;
  owners: readonly SeedOwner[];
  pipelines: readonly SeedPipeline[];
  records: Map<ObjectType, Map<string, SandboxRecord>>;
  links: Link[];
  properties: Map<ObjectType, Map<string, SandboxProperty>>;
  propertyGroups: Map<ObjectType, Map<string, SandboxPropertyGroup>>;
  since: Date;
  /** The id of the app whose token this is: HubSpot names it as the source of what we write. */
  appId: string;
  limits: SeedPortal['limits'];
  calls: { at: number; isSearch: boolean }[];
  /** What was merged away, and into which record. */
  mergedInto: Map<string, string>;
  pipelineRules: Map<string, PipelineRules>;
  approvals: Map<string, DealApproval>;
  emit: (event: RecordEvent) => void;
};

export function createPortal(seed: SeedPortal, since: Date): Portal {
  return {
    portalId: seed.portalId,
    token: seed.token,
    scopes: new Set(seed.scopes),
    owners: seed.owners,
    pipelines: seed.pipelines,
    records: new Map(objectTypeNames.map((type) => [type, new Map()])),
    links: [],
    properties: new Map(objectTypeNames.map((type) => [type, propertiesByName(type)])),
    propertyGroups: new Map(objectTypeNames.map((type) => [type, standardGroups(type)])),
    since,
    appId: seed.appId,
    limits: seed.limits,
    calls: [],
    mergedInto: new Map(),
    pipelineRules: new Map(),
    approvals: new Map(),
    emit: () => {},
  };
}

function propertiesByName(type: ObjectType): Map<string, SandboxProperty> {
  return new Map(standardProperties(type).map((property) => [property.name, property]));
}

function standardGroups(type: ObjectType): Map<string, SandboxPropertyGroup> {
  const name = `${type}information`;
  return new Map([[name, { name, label: `About the ${type}`, displayOrder: 0, archived: false }]]);
}

export function recordsOf(portal: Portal, type: ObjectType): Map<string, SandboxRecord> {
  return kept(portal.records.get(type));
}

export function propertiesOf(portal: Portal, type: ObjectType): Map<string, SandboxProperty> {
  return kept(portal.properties.get(type));
}

export function propertyGroupsOf(portal: Portal, type: ObjectType): Map<string, SandboxPropertyGroup> {
  return kept(portal.propertyGroups.get(type));
}

export function stageOf(portal: Portal, pipelineId: string | undefined, stageId: string | undefined) {
  const pipeline = portal.pipelines.find((candidate) => candidate.id === pipelineId);
  return pipeline?.stages.find((stage) => stage.id === stageId);
}

function kept<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('invariant: a portal keeps a map for every object type');
  return value;
}
