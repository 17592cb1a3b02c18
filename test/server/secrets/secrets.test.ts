import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { systemClock } from '../../../server/clock.ts';
import { diskFiles } from '../../../server/files.ts';
import { createIds } from '../../../server/ids.ts';
import { keyFolder, namedKeys } from '../../../server/secrets/key-ring.ts';
import { SEALED_FIELDS } from '../../../server/secrets/sealed-fields.ts';
import { createSecrets, SealError, type SealedPlace } from '../../../server/secrets/secrets.ts';
import { createFolder } from '../cli/run-command.ts';

const CANARY = 'canary-token-8f1d';
const PLACE: SealedPlace = { portalId: '24681357', field: 'hubspotConnections.accessToken' };
const keyOf = (fill: number) => Buffer.alloc(32, fill).toString('base64');

function ourFolder() {
  const folder = join(createFolder(), 'keys');
  const ringOf = () => keyFolder({ files: diskFiles, ids: createIds(systemClock), folder });
  return { folder, ringOf };
}

test('a sealed text with any one character changed, left out or doubled refuses to open', async () => {
  const secrets = createSecrets(namedKeys(`one:${keyOf(1)}`));
  const sealed = await secrets.seal(CANARY, PLACE);
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  let refused = 0;
  for (let at = 0; at < sealed.length; at += 1) {
    const others = [...`${alphabet}.`].filter((letter) => letter !== sealed[at]);
    const changes = [others[at % 63], others[(at * 7 + 31) % 63], '', `${sealed[at]}${sealed[at]}`];
    for (const change of changes) {
      const changed = sealed.slice(0, at) + change + sealed.slice(at + 1);
      if (changed === sealed) continue;
      await expect(secrets.open(changed, PLACE)).rejects.toThrow(SealError);
      refused += 1;
    }
  }
  expect(refused).toBeGreaterThan(4 * sealed.length - 20);
  expect(await secrets.open(sealed, PLACE)).toBe(CANARY);
});

test('the last character of each part opens in one spelling only', async () => {
  const secrets = createSecrets(namedKeys(`one:${keyOf(1)}`));
  const sealed = await secrets.seal(CANARY, PLACE);
  for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_') {
    const changed = sealed.slice(0, -1) + letter;
    if (changed === sealed) continue;
    await expect(secrets.open(changed, PLACE)).rejects.toThrow(SealError);
  }
});

test('what was sealed opens in its own row and column and in no other', async () => {
  const secrets = createSecrets(namedKeys(`one:${keyOf(1)}`));
  const field = fc.constantFrom(...SEALED_FIELDS);
  await fc.assert(
    fc.asyncProperty(fc.string(), fc.nat(), fc.nat(), field, field, async (text, own, other, here, there) => {
      const place = { portalId: String(own), field: here };
      const sealed = await secrets.seal(text, place);
      expect(await secrets.open(sealed, place)).toBe(text);
      const moved: SealedPlace = { portalId: String(other), field: there };
      if (own === other && here === there) return;
      await expect(secrets.open(sealed, moved)).rejects.toThrow(SealError);
    }),
    { numRuns: 2_000 },
  );
});

test('the same text is never sealed alike, and neither it nor its length of key material shows', async () => {
  const secrets = createSecrets(namedKeys(`one:${keyOf(1)}`));
  const [one, two] = [await secrets.seal(CANARY, PLACE), await secrets.seal(CANARY, PLACE)];
  expect(one.split('.').map((part, index) => part === two.split('.')[index])).toEqual(Array(5).fill(false));
  expect(Buffer.from(one.split('.')[4] ?? '', 'base64url')).toHaveLength(16);
  expect(one).not.toContain(CANARY);
});

test('a text sealed under a key that is gone says so without a word of its content', async () => {
  const sealed = await createSecrets(namedKeys(`one:${keyOf(1)}`)).seal(CANARY, PLACE);
  const later = createSecrets(namedKeys(`two:${keyOf(2)}`));
  const error: unknown = await later.open(sealed, PLACE).catch((reason: unknown) => reason);
  expect(String(error)).toContain('its key is missing');
  expect(String(error)).not.toContain(CANARY);
  const impostor = createSecrets(namedKeys(`one:${keyOf(2)}`));
  await expect(impostor.open(sealed, PLACE)).rejects.toThrow(SealError);
});

test('the key file is made when it is first needed, for this user alone, and kept', async () => {
  const { folder, ringOf } = ourFolder();
  expect(diskFiles.list(folder, { orNothing: true })).toEqual([]);
  const sealed = await createSecrets(ringOf()).seal(CANARY, PLACE);
  const [name = ''] = readdirSync(folder);
  expect(readdirSync(folder)).toHaveLength(1);
  expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(await createSecrets(ringOf()).open(sealed, PLACE)).toBe(CANARY);
});

test('a running service opens and uses a key that another process made', async () => {
  const { ringOf } = ourFolder();
  const [service, command] = [createSecrets(ringOf()), createSecrets(ringOf())];
  const before = await service.seal(CANARY, PLACE);
  const id = command.renewKey();
  const resealed = await command.reseal(before, PLACE);
  expect(await service.open(resealed ?? '', PLACE)).toBe(CANARY);
  expect(await service.reseal(before, PLACE)).toContain('.');
  expect(await service.reseal(resealed ?? '', PLACE)).toBeNull();
  expect(await service.reseal(await service.seal('next', PLACE), PLACE)).toBeNull();
  expect(id).toMatch(/^[0-9a-f]{32}$/);
});

test('keys of the environment that are named twice or have another length are refused', () => {
  expect(() => namedKeys(`one:${keyOf(1)},one:${keyOf(2)}`)).toThrow('the same id');
  expect(() => namedKeys('one:c2hvcnQ=')).toThrow('32 bytes');
});
