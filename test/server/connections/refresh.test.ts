import { expect, test } from 'vitest';
import { endGrants } from '../../../server/hubspot/sandbox/oauth-grants.ts';
import { connectWorld } from '../../support/connect-world.ts';
import { openWorld, type World } from '../../support/world.ts';
import { connectByToken, connectionOf, install, NEW_PORTAL_ID, plantPortal } from './connecting.ts';

const MINUTE = 60_000;

async function openInstalled(): Promise<World> {
  const world = await openWorld();
  plantPortal(world);
  await install(world);
  return world;
}

const ask = ({ ports }: Pick<World, 'ports'>) => ports.hubspot.readAccount(NEW_PORTAL_ID);

test('twenty calls at once refresh a token once, well before it ends', async () => {
  const world = await openInstalled();
  world.clock.advance(24 * MINUTE);
  await ask(world);
  expect(world.sandbox.state.oauth.refreshes).toBe(0);
  world.clock.advance(2 * MINUTE);
  const answers = await Promise.all(Array.from({ length: 20 }, () => ask(world)));
  expect(answers.map(({ portalId }) => portalId)).toEqual(Array(20).fill(NEW_PORTAL_ID));
  expect(world.sandbox.state.oauth.refreshes).toBe(1);
});

test('two processes with twenty calls each refresh once between them, and a restart refreshes nothing', async () => {
  const world = await openInstalled();
  world.clock.advance(26 * MINUTE);
  const other = connectWorld(world.file, world.sandbox.url, world.clock);
  const both = [world, { ports: other }];
  await Promise.all(both.flatMap((each) => Array.from({ length: 20 }, () => ask(each))));
  expect(world.sandbox.state.oauth.refreshes).toBe(1);
  await other.database.close();
  const restarted = connectWorld(world.file, world.sandbox.url, world.clock);
  await ask({ ports: restarted });
  expect(world.sandbox.state.oauth.refreshes).toBe(1);
  await restarted.database.close();
});

test('a process that died while it refreshed holds nobody up', async () => {
  const world = await openInstalled();
  world.clock.advance(26 * MINUTE);
  world.plan({ match: { path: '/oauth/2026-09/token' }, fault: { kind: 'hang' } });
  const dead = connectWorld(world.file, world.sandbox.url, world.clock, 60_000);
  const hanging = ask({ ports: dead }).catch(() => null);
  await expect.poll(async () => (await connectionOf(world.ports)).refreshStartedAt).not.toBeNull();
  world.clock.advance(16_000);
  await ask(world);
  expect(world.sandbox.state.oauth.refreshes).toBe(1);
  await world.sandbox.close();
  await hanging;
  await dead.database.close();
});

test.each(['revoked', 'uninstalled'] as const)(
  'when the app is %s, calls stop and a person is asked to connect again',
  async (end) => {
    const world = await openInstalled();
    endGrants(world.sandbox.state.oauth, NEW_PORTAL_ID, end);
    world.clock.advance(26 * MINUTE);
    await expect(ask(world)).rejects.toThrow('must be connected again');
    expect(await connectionOf(world.ports)).toMatchObject({ state: 'reconnect' });
    const before = world.sandbox.state.journal.length;
    await expect(ask(world)).rejects.toMatchObject({ kind: 'unauthorized', retryable: true });
    expect(world.sandbox.state.journal).toHaveLength(before);
    await install(world);
    expect((await ask(world)).portalId).toBe(NEW_PORTAL_ID);
  },
);

test('while HubSpot cannot refresh, the old token serves until its end', async () => {
  const world = await openInstalled();
  world.clock.advance(26 * MINUTE);
  const fault = { kind: 'status' as const, status: 503, headers: {} };
  world.plan({ times: 2, match: { path: '/oauth/2026-09/token' }, fault });
  expect((await ask(world)).portalId).toBe(NEW_PORTAL_ID);
  world.clock.advance(5 * MINUTE);
  await expect(ask(world)).rejects.toMatchObject({ retryable: true });
  expect((await connectionOf(world.ports)).state).toBe('connected');
  expect((await ask(world)).portalId).toBe(NEW_PORTAL_ID);
  expect(world.sandbox.state.oauth.refreshes).toBe(1);
});

test('a wrong secret of ours is told as ours, and loses no connection', async () => {
  const world = await openInstalled();
  world.clock.advance(26 * MINUTE);
  const body = { status: 'BAD_CLIENT_SECRET', error: 'invalid_client' };
  world.clock.advance(5 * MINUTE);
  world.plan({
    match: { path: '/oauth/2026-09/token' },
    fault: { kind: 'status', status: 400, headers: {}, body },
  });
  await expect(ask(world)).rejects.toThrow('check HUBSPOT_CLIENT_ID');
  expect((await connectionOf(world.ports)).state).toBe('connected');
});

test('a 401 is no sign to refresh', async () => {
  const world = await openInstalled();
  world.plan({ match: { path: '/account-info' }, fault: { kind: 'status', status: 401, headers: {} } });
  await expect(ask(world)).rejects.toMatchObject({ kind: 'unauthorized' });
  expect(world.sandbox.state.oauth.refreshes).toBe(0);
  expect((await connectionOf(world.ports)).state).toBe('connected');
});

test('a static token that HubSpot refuses twice stops the calls; one refusal is doubted', async () => {
  const world = await openWorld();
  await connectByToken(world);
  const refusal = { match: { path: '/crm' }, fault: { kind: 'status' as const, status: 401, headers: {} } };
  world.plan(refusal);
  await expect(world.ports.hubspot.listOwners(NEW_PORTAL_ID)).rejects.toMatchObject({ kind: 'unauthorized' });
  expect((await connectionOf(world.ports)).state).toBe('connected');
  plantPortal(world, { token: 'another-token-by-now' });
  await expect(world.ports.hubspot.listOwners(NEW_PORTAL_ID)).rejects.toMatchObject({ kind: 'unauthorized' });
  expect(await connectionOf(world.ports)).toMatchObject({
    state: 'reconnect',
    lastError: 'HubSpot no longer accepts the access token.',
  });
});
