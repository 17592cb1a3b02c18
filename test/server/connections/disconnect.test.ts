import { expect, test } from 'vitest';
import { importStaticToken } from '../../../server/connections/connect-static.ts';
import { disconnectPortal } from '../../../server/connections/disconnect.ts';
import { DEMO_PORTAL_ID, TOM } from '../../../server/demo/demo-company.ts';
import { systemActor } from '../../../server/people/actor.ts';
import { rowsOf } from '../../support/raw-sqlite.ts';
import { openWorld } from '../../support/world.ts';
import {
  connectByToken,
  connectionOf,
  install,
  NEW_PORTAL_ID,
  NEW_TOKEN,
  plantPortal,
} from './connecting.ts';

const byCli = systemActor(NEW_PORTAL_ID, 'cli');

test('disconnecting revokes the access, forgets the tokens and says what stays', async () => {
  const world = await openWorld();
  plantPortal(world);
  await install(world);
  const { revoked, sentence } = await disconnectPortal(world.ports, byCli);
  expect(revoked).toBe(true);
  expect(sentence).toContain('11 dealfloor_* properties');
  expect([...world.sandbox.state.oauth.refreshTokens.values()][0]?.state).toBe('revoked');
  expect(await connectionOf(world.ports)).toMatchObject({
    state: 'uninstalled',
    accessToken: '',
    refreshToken: null,
  });
  await expect(world.ports.hubspot.listOwners(NEW_PORTAL_ID)).rejects.toThrow('must be connected again');
  const again = await disconnectPortal(world.ports, byCli);
  expect(again.sentence).toContain('disconnected already');
});

test('a static token is forgotten, and the sentence says who must take it back', async () => {
  const world = await openWorld();
  await connectByToken(world);
  const { revoked, sentence } = await disconnectPortal(world.ports, byCli);
  expect(revoked).toBe(false);
  expect(sentence).toContain('cannot revoke a static token for us');
  expect(await importStaticToken(world.ports, { portalId: NEW_PORTAL_ID, accessToken: NEW_TOKEN })).toBe(
    'known',
  );
});

test('when HubSpot cannot be asked the token is forgotten all the same', async () => {
  const world = await openWorld();
  plantPortal(world);
  await install(world);
  world.plan({ match: { path: '/token/revoke' }, fault: { kind: 'status', status: 503, headers: {} } });
  const { revoked, sentence } = await disconnectPortal(world.ports, byCli);
  expect(revoked).toBe(false);
  expect(sentence).toContain('did not confirm');
  expect((await connectionOf(world.ports)).accessToken).toBe('');
});

test('the card of a disconnected portal is let in no more, and its decisions are still there', async () => {
  const world = await openWorld();
  await world.card(TOM).get('/deals/1004');
  const entries = () =>
    rowsOf(world.ports.database, 'select * from audit_entries where portal_id = ?', DEMO_PORTAL_ID).length;
  const before = entries();
  await disconnectPortal(world.ports, systemActor(DEMO_PORTAL_ID, 'cli'));
  expect(entries()).toBe(before + 1);
  const { status } = await world.card(TOM).get('/deals/1004');
  expect(status).toBe(401);
});
