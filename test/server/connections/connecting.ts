import { connectStatic } from '../../../server/connections/connect-static.ts';
import { type ConnectionRow, findConnection } from '../../../server/connections/connection-rows.ts';
import type { SeedPortal } from '../../../server/hubspot/sandbox/seed.ts';
import { SandboxSeed } from '../../../server/hubspot/sandbox/seed.ts';
import { plantSeed } from '../../../server/hubspot/sandbox/state.ts';
import type { Ports } from '../../../server/ports.ts';
import type { World } from '../../support/world.ts';

/** An account that Dealfloor has never heard of. */
export const NEW_PORTAL_ID = '50505050';
export const NEW_TOKEN = 'canary-static-token-5f1c';
export const INSTALLER = { userId: '6001', email: 'ines@new.example' };

/** Makes a further account in the sandbox. */
export function plantPortal({ sandbox }: World, change: Partial<SeedPortal> = {}): void {
  const owner = {
    id: '8601',
    userId: Number(INSTALLER.userId),
    email: INSTALLER.email,
    firstName: 'Ines',
    lastName: 'New',
  };
  const portal = { portalId: NEW_PORTAL_ID, token: NEW_TOKEN, owners: [owner], ...change };
  plantSeed(sandbox.state, SandboxSeed.parse({ portals: [portal] }));
}

/** A browser of its own: it keeps the cookies that it is given, and follows no redirect. */
export function openBrowser({ app }: World) {
  let cookie = '';
  const get = async (address: string, headers: Record<string, string> = {}) => {
    const url = new URL(address, 'https://dealfloor.example');
    const answer = await app.request(url.pathname + url.search, {
      headers: { ...(cookie && { cookie }), ...headers },
    });
    const given = answer.headers.get('set-cookie');
    if (given) cookie = /Max-Age=0/.test(given) ? '' : (given.split(';')[0] ?? '');
    return { status: answer.status, text: await answer.text(), headers: answer.headers };
  };
  return { get, cookie: () => cookie };
}

/** What an admin does on HubSpot's page: chooses the account. Returns where HubSpot sends the browser. */
export async function allowInHubSpot(authorizeUrl: string, portal = NEW_PORTAL_ID): Promise<string> {
  const answer = await fetch(`${authorizeUrl}&portal=${portal}`, { redirect: 'manual' });
  const back = answer.headers.get('location');
  if (!back) throw new Error(`HubSpot did not send the browser back: ${await answer.text()}`);
  return back;
}

/** Installs by OAuth to the end. */
export async function install(world: World, portal = NEW_PORTAL_ID) {
  const browser = openBrowser(world);
  const begun = await browser.get('/oauth/install');
  return browser.get(await allowInHubSpot(begun.headers.get('location') ?? '', portal));
}

/** Connects by a static token. */
export async function connectByToken(world: World): Promise<string> {
  plantPortal(world);
  return connectStatic(world.ports, NEW_TOKEN);
}

export async function connectionOf({ database }: Ports, portalId = NEW_PORTAL_ID): Promise<ConnectionRow> {
  const row = await findConnection(database, portalId);
  if (!row) throw new Error('there is no such connection');
  return row;
}
