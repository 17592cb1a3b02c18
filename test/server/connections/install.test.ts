import { expect, test } from 'vitest';
import { DEMO_PORTAL_ID } from '../../../server/demo/demo-company.ts';
import { findPerson, listPeople } from '../../../server/people/actor.ts';
import { rowsOf } from '../../support/raw-sqlite.ts';
import { openWorld } from '../../support/world.ts';
import {
  allowInHubSpot,
  connectionOf,
  INSTALLER,
  install,
  NEW_PORTAL_ID,
  openBrowser,
  plantPortal,
} from './connecting.ts';

const MINUTE = 60_000;

async function begin() {
  const world = await openWorld();
  plantPortal(world);
  const browser = openBrowser(world);
  const begun = await browser.get('/oauth/install');
  const authorizeUrl = begun.headers.get('location') ?? '';
  return { world, browser, begun, authorizeUrl };
}

test('an install sends the admin to HubSpot with a state of 256 bits and a cookie that no script reads', async () => {
  const { begun, authorizeUrl } = await begin();
  const query = new URL(authorizeUrl).searchParams;
  expect(begun.status).toBe(302);
  expect(Buffer.from(query.get('state') ?? '', 'base64url')).toHaveLength(32);
  expect(query.get('redirect_uri')).toBe('https://dealfloor.example/oauth/callback');
  expect(query.get('scope')?.split(' ')).toContain('crm.objects.deals.write');
  expect(begun.headers.get('set-cookie')).toMatch(
    /^dealfloor_install=[\w-]{43}; Max-Age=600; Path=\/oauth; HttpOnly; Secure; SameSite=Lax$/,
  );
  expect(begun.text).not.toContain(query.get('state') ?? 'none');
});

test('HubSpot’s own answer names the portal, and whoever installs it first is its admin', async () => {
  const { world, browser, authorizeUrl } = await begin();
  const back = await allowInHubSpot(authorizeUrl);
  const done = await browser.get(`${back}&portalId=${DEMO_PORTAL_ID}&hub_id=${DEMO_PORTAL_ID}`);
  expect(done.status).toBe(200);
  expect(done.text).toContain(`HubSpot account ${NEW_PORTAL_ID}`);
  expect(done.text).toContain('Ines New is its admin now');
  const row = await connectionOf(world.ports);
  expect(row).toMatchObject({ kind: 'oauth', state: 'connected', connectedBy: INSTALLER.userId });
  expect(row.scopes).toContain('crm.schemas.deals.write');
  expect((await connectionOf(world.ports, DEMO_PORTAL_ID)).kind).toBe('static');
  expect(await findPerson(world.ports.database, NEW_PORTAL_ID, INSTALLER.userId)).toMatchObject({
    roles: ['admin'],
    ownerId: '8601',
  });
  expect((await world.ports.hubspot.readAccount(NEW_PORTAL_ID)).portalId).toBe(NEW_PORTAL_ID);
});

test('installing again keeps the people and the decisions, and names nobody', async () => {
  const world = await openWorld();
  const people = await listPeople(world.ports.database, DEMO_PORTAL_ID);
  const done = await install(world, DEMO_PORTAL_ID);
  expect(done.status).toBe(200);
  expect(done.text).not.toContain('its admin now');
  expect(await listPeople(world.ports.database, DEMO_PORTAL_ID)).toEqual(people);
});

test('a callback in another browser is refused, and the browser that began can still finish', async () => {
  const { world, browser, authorizeUrl } = await begin();
  const back = await allowInHubSpot(authorizeUrl);
  const stranger = await openBrowser(world).get(back);
  expect(stranger.status).toBe(403);
  expect(stranger.text).toContain('not begun in this browser');
  const withOther = openBrowser(world);
  await withOther.get('/oauth/install');
  expect((await withOther.get(back)).status).toBe(403);
  expect((await browser.get(back)).status).toBe(200);
});

test('a state works once: the second return changes nothing', async () => {
  const { world, browser, authorizeUrl } = await begin();
  const cookie = browser.cookie();
  const back = await allowInHubSpot(authorizeUrl);
  expect((await browser.get(back)).status).toBe(200);
  const before = await connectionOf(world.ports);
  expect((await openBrowser(world).get(back, { cookie })).status).toBe(403);
  expect(await connectionOf(world.ports)).toEqual(before);
});

test('a state that was made up, or is older than ten minutes, is refused', async () => {
  const { world, browser, authorizeUrl } = await begin();
  const made = await browser.get('/oauth/callback?code=sandbox-code-1&state=made-up');
  expect(made.status).toBe(403);
  const late = openBrowser(world);
  const begun = await late.get('/oauth/install');
  const back = await allowInHubSpot(begun.headers.get('location') ?? authorizeUrl);
  world.clock.advance(10 * MINUTE + 1);
  expect((await late.get(back)).status).toBe(403);
});

test('a code is exchanged once, and a foreign code never', async () => {
  const { world, browser, authorizeUrl } = await begin();
  const back = new URL(await allowInHubSpot(authorizeUrl));
  back.searchParams.set('code', 'sandbox-code-of-somebody-else');
  const refused = await browser.get(back.toString());
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('HubSpot does not accept this code');
  await expect(connectionOf(world.ports)).rejects.toThrow('no such connection');
});

test('an admin who does not allow it is told so, and nothing was changed', async () => {
  const { world, browser, authorizeUrl } = await begin();
  const refused = await browser.get(await allowInHubSpot(authorizeUrl, 'none'));
  expect(refused.status).toBe(403);
  expect(refused.text).toContain('was not allowed');
  await expect(connectionOf(world.ports)).rejects.toThrow('no such connection');
});

test('while HubSpot is out of reach the page says so and keeps no half of an installation', async () => {
  const { world, browser, authorizeUrl } = await begin();
  const back = await allowInHubSpot(authorizeUrl);
  world.plan({ match: { path: '/introspect' }, fault: { kind: 'html' } });
  const refused = await browser.get(back);
  expect(refused.status).toBe(503);
  await expect(connectionOf(world.ports)).rejects.toThrow('no such connection');
});

test('what came back from HubSpot is shown as text and never as a page of its own', async () => {
  const { browser } = await begin();
  const refused = await browser.get(
    '/oauth/callback?error=access_denied&state=%3Cscript%3Ealert(1)%3C/script%3E',
  );
  expect(refused.text).not.toContain('<script');
});

test('the database holds hashes of what binds an installation to a browser, never the texts', async () => {
  const { world, browser, authorizeUrl } = await begin();
  const state = new URL(authorizeUrl).searchParams.get('state') ?? '';
  const rows = JSON.stringify(rowsOf(world.ports.database, 'select * from oauth_states'));
  expect(rows).not.toContain(state);
  expect(rows).not.toContain(browser.cookie().split('=')[1]);
});
