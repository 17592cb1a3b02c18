import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { diskFiles } from '../../../server/files.ts';
import { bundledPolicies } from '../../../server/price-books/import-files.ts';
import { openRaw } from '../../support/raw-sqlite.ts';
import { createFolder, dealfloor } from './run-command.ts';

const PORTAL = ['--portal', '24681357'];
const FOUNDING = `init ${PORTAL.join(' ')} --name Acme --admin-user-id 9041 --admin-email noor@acme.example`;
const NOTE = ['--note', 'Joel signs from December on.'];

function add(userId: string, name: string, ...rest: string[]): string[] {
  const email = `${name.toLowerCase()}@acme.example`;
  return ['people', 'add', ...PORTAL, '--user-id', userId, '--email', email, '--name', name, ...rest];
}

test('once two can publish, people and policies are proposed by one and published by the other', async () => {
  const folder = createFolder();
  const run = (...words: string[]) => dealfloor(words, { folder });
  await run(...FOUNDING.split(' '), '--admin-name', 'Noor');
  expect((await run(...add('9011', 'Mara', '--role', 'finance'))).out).toContain('was added: finance.');

  const joel = add('9012', 'Joel', '--role', 'finance');
  const bare = await run(...joel);
  expect([bare.exitCode, bare.err]).toEqual([
    2,
    'dealfloor: Others can publish now, so this must be proposed: say --as USER and --note "…".\n',
  ]);
  const proposed = await run(...joel, '--as', '9041', ...NOTE, '--json');
  const { result, id } = JSON.parse(proposed.out);
  expect(result).toBe('proposed');
  const own = await run('proposals', 'publish', id, '--as', '9041');
  expect([own.exitCode, own.err]).toEqual([
    3,
    'refused: You proposed this. Another person must publish it.\n',
  ]);
  expect((await run('proposals', 'publish', id, '--as', '9011')).out).toBe('Roles of Joel was published.\n');

  const [policy] = bundledPolicies(diskFiles);
  const next = { ...policy, version: 'next', effectiveFrom: '2099-01-01', floor: '0.62' };
  writeFileSync(`${folder}/next.json`, JSON.stringify(next));
  const handed = await run('policy', 'import', 'next.json', '--as', '9011', ...NOTE);
  expect(handed.out).toMatch(/^Policy next was proposed\. Another person publishes it/);
  const list = await run('proposals', 'list', '--as', '9012', '--json');
  expect(JSON.parse(list.out)).toMatchObject([
    { title: 'Policy next', effectiveFrom: '2099-01-01', state: 'open' },
    { title: 'Roles of Joel', state: 'published', decidedBy: { name: 'Mara' } },
  ]);

  const audited = openRaw(`${folder}/.data/dealfloor.sqlite`)
    .prepare("select via || ' ' || actor || ' ' || action from audit_entries where actor <> 'system'")
    .pluck()
    .all();
  expect(audited).toEqual([
    'cli 9041 person-proposed',
    'cli 9011 roles-given',
    'cli 9011 person-published',
    'cli 9011 policy-proposed',
  ]);
});
