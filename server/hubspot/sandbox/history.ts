import type { ChangeSource, PropertyVersion } from './change-source.ts';
import type { Portal, SandboxRecord } from './portal.ts';

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
