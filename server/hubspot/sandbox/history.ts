import type { ValueWithTimestamp } from '@hubspot/api-client/lib/codegen/crm/deals/index.js';
import type { Portal, SandboxRecord } from './portal.ts';
import type { Wire } from './wire-type.ts';

/** Who changed a value, in the words of HubSpot's property history. */
export type ChangeSource = {
  sourceType: 'CRM_UI' | 'INTEGRATION' | 'AUTOMATION_PLATFORM';
  sourceId?: string;
  updatedByUserId?: number;
};

export type PropertyVersion = Wire<ValueWithTimestamp>;

/** What webhooks are made from. */
export type RecordEvent = {
  kind: 'creation' | 'deletion' | 'restore' | 'merge' | 'propertyChange';
  record: SandboxRecord;
  at: Date;
  source: ChangeSource;
  property?: { name: string; value: string };
  mergedIds?: readonly string[];
};

/** Somebody in HubSpot's own pages. */
export const somebody: ChangeSource = { sourceType: 'CRM_UI' };

export function byUser(userId: number): ChangeSource {
  return { sourceType: 'CRM_UI', sourceId: `userId:${userId}`, updatedByUserId: userId };
}

export function byApp(appId: string): ChangeSource {
  return { sourceType: 'INTEGRATION', sourceId: appId };
}

export function byWorkflow(workflowId: string): ChangeSource {
  return { sourceType: 'AUTOMATION_PLATFORM', sourceId: workflowId };
}

const silent = new Set(['hs_lastmodifieddate', 'hs_object_id']);

/** Keeps every value that changed, the newest first, and tells whoever listens to the portal. */
export function keepHistory(
  portal: Portal,
  record: SandboxRecord,
  change: { earlier: ReadonlyMap<string, string>; at: Date; source: ChangeSource },
): void {
  const { earlier, at, source } = change;
  for (const [name, value] of record.properties) {
    if ((earlier.get(name) ?? '') === value) continue;
    const version: PropertyVersion = { value, timestamp: at.toISOString(), ...source };
    record.history.set(name, [version, ...(record.history.get(name) ?? [])]);
    if (!silent.has(name))
      portal.emit({ kind: 'propertyChange', record, at, source, property: { name, value } });
  }
}

/** A record's values as they were at a moment. */
export function propertiesAt(record: SandboxRecord, moment: Date): Map<string, string> {
  const then = moment.toISOString();
  const entries = [...record.history].flatMap(([name, versions]): [string, string][] => {
    const version = versions.find(({ timestamp }) => timestamp <= then);
    return version ? [[name, version.value]] : [];
  });
  return new Map(entries);
}
