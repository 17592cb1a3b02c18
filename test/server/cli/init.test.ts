import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openRaw } from '../../support/raw-sqlite.ts';
import { createFolder, dealfloor } from './run-command.ts';

const FOUNDING = [
  'init',
  '--portal',
  '24681357',
  '--name',
  'Acme',
  '--admin-user-id',
  '9041',
  '--admin-email',
  'noor@acme.example',
  '--admin-name',
  'Noor Aziz',
];
const MARA = [
  'people',
  'add',
  '--portal',
  '24681357',
  '--user-id',
  '9011',
  '--email',
  'mara@acme.example',
  '--name',
  'Mara Lindqvist',
];

function auditOf(folder: string): unknown[] {
  const connection = openRaw(`${folder}/.data/dealfloor.sqlite`);
  const actions = connection
    .prepare(`select via || ' ' || action from audit_entries order by sequence`)
    .pluck()
    .all();
  connection.close();
  return actions;
}

describe('dealfloor init', () => {
  test('makes a portal with prices, policy and an admin, and says what comes next', async () => {
    const folder = createFolder();
    const { exitCode, out, err } = await dealfloor(FOUNDING, { folder });
    expect([exitCode, err]).toEqual([0, '']);
    for (const part of ['HUBSPOT_ACCESS_TOKEN', 'HUBSPOT_CLIENT_SECRET', 'PUBLIC_ORIGIN', 'people add'])
      expect(out).toContain(part);
    expect(auditOf(folder)).toContain('cli portal-created');
    const people = JSON.parse((await dealfloor(['people', 'list', '--json'], { folder })).out);
    expect(people).toMatchObject([{ userId: '9041', name: 'Noor Aziz', roles: ['admin'] }]);
    expect((await dealfloor(['verify'], { folder })).exitCode).toBe(0);
    expect((await dealfloor(['price-book', 'verify'], { folder })).exitCode).toBe(0);
  });

  test('a second time changes nothing and says so', async () => {
    const folder = createFolder();
    const first = JSON.parse((await dealfloor([...FOUNDING, '--json'], { folder })).out);
    const before = auditOf(folder);
    const second = JSON.parse((await dealfloor([...FOUNDING, '--json'], { folder })).out);
    expect([first.changed, second.changed]).toEqual([true, false]);
    const third = await dealfloor(FOUNDING, { folder });
    expect([third.exitCode, third.out.split(':')[0]]).toEqual([0, 'Nothing was changed']);
    expect(auditOf(folder)).toEqual(before);
  });

  test('without a terminal the missing flags are named and nothing is made', async () => {
    const folder = createFolder();
    const { exitCode, err } = await dealfloor(['init', '--portal', '24681357', '--yes'], { folder });
    expect(exitCode).toBe(2);
    expect(err).toBe('dealfloor: These are missing: --name, --admin-user-id, --admin-email, --admin-name.\n');
    expect(existsSync(`${folder}/.data`)).toBe(false);
  });

  test.each([
    ['--portal', '0'],
    ['--admin-user-id', '9041x'],
    ['--admin-email', 'noor'],
    ['--admin-name', ' '],
  ])('%s %j is refused before anything is made', async (flag, value) => {
    const folder = createFolder();
    const { exitCode } = await dealfloor([...FOUNDING, flag, value], { folder });
    expect(exitCode).toBe(2);
    expect(existsSync(`${folder}/.data`)).toBe(false);
  });
});

describe('dealfloor people', () => {
  test('a person is added, changed, and left alone when nothing is new', async () => {
    const folder = createFolder();
    await dealfloor(FOUNDING, { folder });
    const give = async (...roles: string[]) => {
      const flags = roles.flatMap((role) => ['--role', role]);
      return JSON.parse((await dealfloor([...MARA, ...flags, '--json'], { folder })).out).result;
    };
    expect(await give('ae')).toBe('added');
    expect(await give('ae')).toBe('unchanged');
    expect(await give('finance', 'cfo')).toBe('changed');
    expect(auditOf(folder).filter((action) => action === 'cli roles-given')).toHaveLength(3);
    const { out } = await dealfloor(['people', 'list'], { folder });
    expect(out).toMatch(/^24681357 +9011 +– +Mara Lindqvist +mara@acme\.example +finance, cfo$/m);
  });

  test('an unknown role is refused with the roles there are', async () => {
    const folder = createFolder();
    await dealfloor(FOUNDING, { folder });
    const { exitCode, err } = await dealfloor([...MARA, '--role', 'boss'], { folder });
    expect(exitCode).toBe(2);
    expect(err).toContain('Roles are: ae, manager, finance, cfo, csm, data-engineer, admin.');
  });

  test('a portal that is not there gets nobody, and a wrong folder gets no database', async () => {
    const folder = createFolder();
    const nowhere = await dealfloor([...MARA, '--role', 'ae'], { folder });
    expect(nowhere.exitCode).toBe(2);
    expect(existsSync(`${folder}/.data`)).toBe(false);
    await dealfloor(FOUNDING, { folder });
    const other = MARA.map((word) => (word === '24681357' ? '99' : word));
    const { exitCode, err } = await dealfloor([...other, '--role', 'ae'], { folder });
    expect([exitCode, err]).toEqual([
      2,
      'dealfloor: There is no portal 99 here. Make it with "dealfloor init".\n',
    ]);
  });
});
