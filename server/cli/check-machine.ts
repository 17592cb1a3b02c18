import { accessSync, constants, existsSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { broken, examine, type HealthCheck, look, ok } from './health-check.ts';
import { reasonOf } from './read-input-file.ts';

const GIGABYTE = 1_000_000_000;
const LITTLE_BYTES = 2 * GIGABYTE;
const TOO_LITTLE_BYTES = GIGABYTE / 4;

/** The runtime, the folder of the data, the room on its disk, and the engine that reads log files. */
export async function checkMachine(dataFolder: string): Promise<HealthCheck[]> {
  return [checkRuntime(), checkFolder(dataFolder), checkRoom(dataFolder), await checkDuckDb()];
}

function checkRuntime(): HealthCheck {
  const { node, napi = '0' } = process.versions;
  if (Number(napi) >= 10) return ok('runtime', `Node ${node} on ${process.platform} ${process.arch}`);
  return broken('runtime', `Node ${node} is too old`, 'Use Node 24.15 or newer.');
}

/** Writes and removes a file: permissions alone do not tell of a full or a read-only disk. */
function checkFolder(folder: string): HealthCheck {
  const path = resolve(folder);
  const toDo = `Make ${path} and let the user of this process write there, or set DEALFLOOR_DATA.`;
  if (!existsSync(path))
    return look('data folder', `${path} is not there yet`, 'Make it with "dealfloor init".');
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    const probe = mkdtempSync(join(path, '.doctor-'));
    try {
      writeFileSync(join(probe, 'probe'), 'probe');
    } finally {
      rmSync(probe, { recursive: true, force: true });
    }
    return ok('data folder', `${path} can be written`);
  } catch (error) {
    return broken('data folder', `${path} cannot be written: ${reasonOf(error)}`, toDo);
  }
}

function checkRoom(folder: string): HealthCheck {
  let place = resolve(folder);
  while (!existsSync(place)) place = dirname(place);
  const { bavail, bsize } = statfsSync(place);
  const bytes = bavail * bsize;
  const sentence = `${(bytes / GIGABYTE).toFixed(1)} GB free on the disk of ${place}`;
  const toDo =
    'Free some space: a database that cannot grow takes no request, and a run of a day needs room as well.';
  if (bytes < TOO_LITTLE_BYTES) return broken('free space', sentence, toDo);
  return bytes < LITTLE_BYTES ? look('free space', sentence, toDo) : ok('free space', sentence);
}

function checkDuckDb(): Promise<HealthCheck> {
  const toDo = 'Run "npm ci" again; without it no log can be read from files.';
  return examine('DuckDB', toDo, [], async () => {
    const { openDuckDb } = await import('../facts/sources/duckdb.ts');
    const duckDb = await openDuckDb();
    try {
      const [[version] = []] = await duckDb.rows('SELECT version()');
      return ok('DuckDB', `${version} reads log files in this process`);
    } finally {
      duckDb.close();
    }
  });
}
