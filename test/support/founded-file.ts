import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importStaticToken } from '../../server/connections/connect-static.ts';
import { bookDemoFacts } from '../../server/demo/book-facts.ts';
import { foundCompany } from '../../server/demo/found-company.ts';
import { systemActor } from '../../server/people/actor.ts';
import { createPortal } from '../../server/people/create-portal.ts';
import { savePerson } from '../../server/people/save-person.ts';
import type { Ports } from '../../server/ports.ts';
import { stockShelf } from '../../server/price-books/stock-shelf.ts';
import { connectWorld } from './connect-world.ts';
import { createTestClock } from './test-clock.ts';
import { OTHER_PEOPLE, OTHER_PORTAL_ID, OTHER_TOKEN } from './two-portals.ts';

let founded: Promise<string> | null = null;

/** A database with both portals, their people and price books and no deal; it is made once and then copied. */
export function foundedFile(): Promise<string> {
  founded ??= found();
  return founded;
}

let withFacts: Promise<string> | null = null;

/** The same with the demo company's 40 accounts and their 90 days of facts up to the eve of the test clock's day. */
export function foundedFactsFile(): Promise<string> {
  withFacts ??= foundWithFacts();
  return withFacts;
}

async function foundWithFacts(): Promise<string> {
  const file = join(createFolder(), 'dealfloor.sqlite');
  copyFileSync(await foundedFile(), file);
  const ports = connectWorld(file, 'http://127.0.0.1:9', createTestClock());
  await bookDemoFacts(ports);
  await ports.database.close();
  return file;
}

function createFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dealfloor-founded-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function found(): Promise<string> {
  const file = join(createFolder(), 'dealfloor.sqlite');
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
  await importStaticToken(ports, { portalId: OTHER_PORTAL_ID, accessToken: OTHER_TOKEN });
  for (const { userId, email, name, ownerId, roles } of OTHER_PEOPLE) {
    await savePerson(ports, actor, { userId, email, name, ownerId, roles });
  }
}
