import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { foundCompany } from '../../server/demo/found-company.ts';
import { systemActor } from '../../server/people/actor.ts';
import { createPortal } from '../../server/people/create-portal.ts';
import { savePerson } from '../../server/people/save-person.ts';
import type { Ports } from '../../server/ports.ts';
import { stockShelf } from '../../server/price-books/stock-shelf.ts';
import { connectWorld } from './connect-world.ts';
import { createTestClock } from './test-clock.ts';
import { OTHER_PEOPLE, OTHER_PORTAL_ID } from './two-portals.ts';

let founded: Promise<string> | null = null;

/** A database with both portals, their people and price books and no deal; it is made once and then copied. */
export function foundedFile(): Promise<string> {
  founded ??= found();
  return founded;
}

async function found(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'dealfloor-founded-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'dealfloor.sqlite');
  const ports = connectWorld(file, 'http://127.0.0.1:9', createTestClock('2026-11-02T08:00:00.000Z'));
  await foundCompany(ports);
  await foundOther(ports);
  await ports.database.close();
  return file;
}

async function foundOther(ports: Ports): Promise<void> {
  const actor = systemActor(OTHER_PORTAL_ID);
  await createPortal(ports, actor, 'Another company');
  await stockShelf(ports, actor);
  for (const { userId, email, name, ownerId, roles } of OTHER_PEOPLE) {
    await savePerson(ports, actor, { userId, email, name, ownerId, roles });
  }
}
