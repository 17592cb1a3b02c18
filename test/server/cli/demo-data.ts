import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../../server/clock.ts';
import { startDemo } from '../../../server/demo/start-demo.ts';
import { createFolder } from './run-command.ts';

let played: Promise<string> | null = null;

/** A folder of its own with the demo company in DEALFLOOR_DATA/demo; the company is played once and then copied. */
export async function demoData(): Promise<{
  folder: string;
  file: string;
  environment: Record<string, string>;
}> {
  played ??= play();
  const folder = createFolder();
  cpSync(await played, folder, { recursive: true });
  const file = join(folder, 'demo', 'dealfloor.sqlite');
  return { folder, file, environment: { DEALFLOOR_DATA: folder } };
}

async function play(): Promise<string> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'dealfloor-played-'));
  process.once('exit', () => rmSync(dataFolder, { recursive: true, force: true }));
  const demo = await startDemo({
    clock: systemClock,
    environment: 'test',
    dataFolder,
    publicOrigin: 'http://127.0.0.1:9',
    sandboxPort: 0,
  });
  await demo.ports.database.close();
  await demo.close();
  return dataFolder;
}
