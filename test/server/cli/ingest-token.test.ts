import { expect, test } from 'vitest';
import { z } from 'zod';
import { createFolder, dealfloor } from './run-command.ts';

const Token = z.object({
  id: z.string(),
  name: z.string(),
  token: z.string().optional(),
  revokedAt: z.string().nullable(),
});

test('a token is shown when it is made and never again, is listed, and is revoked once', async () => {
  const folder = createFolder();
  const run = (...words: string[]) =>
    dealfloor(['ingest-token', ...words], { folder, environment: { DEALFLOOR_DATA: folder } });
  expect((await run('list')).exitCode).toBe(2);
  await dealfloor(
    [
      'init',
      '--portal',
      '24681357',
      '--name',
      'Acme',
      '--admin-user-id',
      '9001',
      '--admin-email',
      'ada@acme.example',
      '--admin-name',
      'Ada',
      '--yes',
    ],
    {
      folder,
      environment: { DEALFLOOR_DATA: folder },
    },
  );
  const made = await run('create', '--name', 'edge gateway', '--json');
  expect(made.exitCode, made.err).toBe(0);
  const { id, token = '' } = Token.parse(JSON.parse(made.out));
  expect(token).toMatch(new RegExp(`^dfi_${id}_[\\w-]{43}$`));
  const listed = await run('list');
  expect(listed.out).toContain('edge gateway');
  expect(listed.out).not.toContain(token.slice(37));
  expect((await run('revoke', 'x')).exitCode).toBe(2);
  expect((await run('revoke', id)).exitCode).toBe(0);
  const again = await run('revoke', id);
  expect([again.exitCode, again.err]).toEqual([3, expect.stringContaining('was revoked on')]);
  const [after] = z.array(Token).parse(JSON.parse((await run('list', '--json')).out));
  expect(after?.revokedAt).toMatch(/^20/);
});
