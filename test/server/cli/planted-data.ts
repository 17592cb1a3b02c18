import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ports } from '../../../server/ports.ts';
import { connectWorld, TEST_KEYS } from '../../support/connect-world.ts';
import { foundedFile } from '../../support/founded-file.ts';
import { createTestClock } from '../../support/test-clock.ts';
import { createFolder } from './run-command.ts';

/** A folder of its own as DEALFLOOR_DATA, with both portals and what a test plants into it. */
export async function plantedData(plant: (ports: Ports) => Promise<void> = async () => {}) {
  const folder = createFolder();
  const file = join(folder, 'dealfloor.sqlite');
  copyFileSync(await foundedFile(), file);
  const ports = connectWorld(file, 'http://127.0.0.1:9', createTestClock('2026-11-19T10:14:00.000Z'));
  await plant(ports);
  await ports.database.close();
  const environment = {
    DEALFLOOR_DATA: folder,
    DEALFLOOR_KEYS: TEST_KEYS,
    DEALFLOOR_AUDIT_KEYS: TEST_KEYS,
  };
  return { folder, file, environment };
}
