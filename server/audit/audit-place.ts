import { join, resolve } from 'node:path';
import type { Environment } from '../env.ts';
import type { Files } from '../files.ts';
import type { Ids } from '../ids.ts';
import { type KeyRing, keyFolder, namedKeys } from '../secrets/key-ring.ts';

type Place = Pick<
  Environment,
  'DEALFLOOR_DATA' | 'DEALFLOOR_AUDIT_KEYS' | 'DEALFLOOR_AUDIT_KEY_FOLDER' | 'DEALFLOOR_ANCHOR_FILE'
>;

/** The keys of the audit: never in the data folder, so that a copy of it is not a copy of them. */
export function auditKeys(place: Place, { files, ids }: { files: Files; ids: Ids }): KeyRing {
  return place.DEALFLOOR_AUDIT_KEYS
    ? namedKeys(place.DEALFLOOR_AUDIT_KEYS, 'DEALFLOOR_AUDIT_KEYS')
    : keyFolder({ files, ids, folder: auditKeyFolder(place) });
}

/** The folder of the keys where the environment names none. */
export function auditKeyFolder({ DEALFLOOR_DATA, DEALFLOOR_AUDIT_KEY_FOLDER }: Place): string {
  return DEALFLOOR_AUDIT_KEY_FOLDER ?? `${resolve(DEALFLOOR_DATA)}.audit-keys`;
}

/** The file outside the database that holds the heads of its chains. */
export function anchorFile({ DEALFLOOR_DATA, DEALFLOOR_ANCHOR_FILE }: Place): string {
  return DEALFLOOR_ANCHOR_FILE ?? join(DEALFLOOR_DATA, 'audit-anchors.jsonl');
}
