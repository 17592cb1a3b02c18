import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { unanchoredEntries } from '../audit/anchor-head.ts';
import { createAnchors } from '../audit/anchors.ts';
import { readHead } from '../audit/append-entry.ts';
import { anchorFile, auditKeyFolder } from '../audit/audit-place.ts';
import { systemClock } from '../clock.ts';
import type { Readable } from '../db/database.ts';
import type { Environment } from '../env.ts';
import { diskFiles } from '../files.ts';
import { broken, type HealthCheck, look, ok } from './health-check.ts';
import { reasonOf } from './read-input-file.ts';

/** Where the keys of the audit lie, and whether the file of anchors can be written and is as new as it should be. */
export async function checkAudit(database: Readable, environment: Environment): Promise<HealthCheck[]> {
  return [checkKeys(environment), await checkAnchors(database, environment)];
}

function checkKeys(environment: Environment): HealthCheck {
  const name = 'audit keys';
  if (environment.DEALFLOOR_AUDIT_KEYS) return ok(name, 'DEALFLOOR_AUDIT_KEYS names them');
  const folder = auditKeyFolder(environment);
  const keys = diskFiles.list(folder, { orNothing: true });
  if (keys.length === 0) return ok(name, `the first start makes one in ${folder}`);
  const open = keys.filter((key) => (statSync(join(folder, key)).mode & 0o077) !== 0);
  if (open.length === 0) return ok(name, `${keys.length} in ${folder}`);
  const toDo = `chmod 600 ${join(folder, '*')}, and make a new key: whoever read it can forge entries.`;
  return broken(name, `others than this user may read ${open.length} of ${keys.length} in ${folder}`, toDo);
}

const HOUR_MS = 3_600_000;

async function checkAnchors(database: Readable, environment: Environment): Promise<HealthCheck> {
  const name = 'audit anchors';
  const path = resolve(anchorFile(environment));
  const toDo = `Let the user of this process write ${path}, or set DEALFLOOR_ANCHOR_FILE; see docs/audit.md.`;
  try {
    accessSync(existsSync(path) ? path : dirname(path), constants.W_OK);
  } catch (error) {
    return broken(name, `${path} cannot be written: ${reasonOf(error)}`, toDo);
  }
  const anchors = createAnchors(diskFiles, path);
  const { unreadable = [] } = (await anchors.read()) ?? {};
  if (unreadable.length > 0) {
    return look(name, `line ${unreadable[0]} of ${path} is no anchor`, 'Look with "dealfloor verify".');
  }
  const behind: string[] = [];
  for (const { portalId, entries } of await unanchoredEntries({ anchors, database })) {
    const head = entries > 0 ? await readHead(database, portalId) : null;
    if (head && systemClock.now().getTime() - Date.parse(head.at) > HOUR_MS) {
      behind.push(`${entries} entries of portal ${portalId}`);
    }
  }
  if (behind.length > 0) {
    const sentence = `${path} does not hold the last ${behind.join(', ')}, though an hour has gone`;
    return look(name, sentence, 'Start the service: it writes them down. Its log says why it could not.');
  }
  return ok(name, `${path} can be written and holds every portal’s head`);
}
