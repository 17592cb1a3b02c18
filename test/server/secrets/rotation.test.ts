import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { systemClock } from '../../../server/clock.ts';
import { connectStatic } from '../../../server/connections/connect-static.ts';
import { diskFiles } from '../../../server/files.ts';
import { createIds } from '../../../server/ids.ts';
import { keyFolder } from '../../../server/secrets/key-ring.ts';
import { rotateKeys } from '../../../server/secrets/rotate-keys.ts';
import { createSecrets } from '../../../server/secrets/secrets.ts';
import { rawWriter } from '../../support/raw-sqlite.ts';
import { openWorld, type World } from '../../support/world.ts';
import { createFolder } from '../cli/run-command.ts';
import { connectionOf, install, NEW_PORTAL_ID, NEW_TOKEN, plantPortal } from '../connections/connecting.ts';

const PLACE = { portalId: NEW_PORTAL_ID, field: 'hubspotConnections.accessToken' } as const;

/** Everything that a thief of the disk, a reader of the log or a caller could see. */
function seenOutside(world: World): string {
  const files = ['', '-wal'].map((end) => readFileSync(world.file + end, 'latin1'));
  return [...files, ...world.log].join('\n');
}

test('a token stands in the clear in no file, log line or answer', async () => {
  const world = await openWorld();
  plantPortal(world);
  await connectStatic(world.ports, NEW_TOKEN);
  await install(world);
  world.plan({
    times: 9,
    match: { path: '/account-info' },
    fault: { kind: 'status', status: 401, headers: {} },
  });
  const refused = await world.ports.hubspot.readAccount(NEW_PORTAL_ID).catch((error: unknown) => error);
  const seen = seenOutside(world) + JSON.stringify(refused) + String(refused);
  const issued = [
    ...world.sandbox.state.oauth.accessTokens.keys(),
    ...world.sandbox.state.oauth.refreshTokens.keys(),
  ];
  expect(issued.length).toBeGreaterThan(1);
  for (const token of [NEW_TOKEN, ...issued]) expect(seen).not.toContain(token);
});

test('a row moved to another portal opens nothing', async () => {
  const world = await openWorld();
  plantPortal(world);
  await connectStatic(world.ports, NEW_TOKEN);
  const writer = await rawWriter(world.ports.database);
  writer
    .prepare(
      'update hubspot_connections set access_token = (select access_token from hubspot_connections where portal_id = ?) where portal_id != ?',
    )
    .run(NEW_PORTAL_ID, NEW_PORTAL_ID);
  const stolen = world.ports.hubspot.readAccount('24681357');
  await expect(stolen).rejects.toThrow('cannot be opened');
});

test('keys rotate while the service works, and every token opens before, between and after', async () => {
  const world = await openWorld();
  const folder = join(createFolder(), 'keys');
  const secretsOf = () => createSecrets(keyFolder({ files: diskFiles, ids: createIds(systemClock), folder }));
  const service = { ...world.ports, secrets: secretsOf() };
  const command = { ...world.ports, secrets: secretsOf() };
  plantPortal(world);
  await connectStatic(service, NEW_TOKEN);
  const before = await connectionOf(service);
  const demo = await connectionOf(service, '24681357');
  let opened = 0;
  let rotating = true;
  const work = async () => {
    while (rotating) {
      const { accessToken } = await connectionOf(service);
      expect(await service.secrets.open(accessToken, PLACE)).toMatch(/^canary-static-token/);
      opened += 1;
      if (opened % 5 === 0) await connectStatic(service, NEW_TOKEN);
    }
  };
  const workers = [work(), work(), work()];
  for (let round = 0; round < 10; round += 1) await rotateKeys(command);
  rotating = false;
  await Promise.all(workers);
  const last = await rotateKeys(command);
  const after = await connectionOf(service);
  expect(opened).toBeGreaterThan(10);
  expect(last.unopened).toEqual([
    `hubspotConnections.accessToken of portal 24681357`,
    'hubspotConnections.accessToken of portal 86420975',
  ]);
  expect((await connectionOf(service, '24681357')).accessToken).toBe(demo.accessToken);
  expect(await command.secrets.reseal(after.accessToken, PLACE)).toBeNull();
  expect(await service.secrets.open(after.accessToken, PLACE)).toBe(NEW_TOKEN);
  expect(await service.secrets.open(before.accessToken, PLACE)).toBe(NEW_TOKEN);
  expect(diskFiles.list(folder)).toHaveLength(12);
});
