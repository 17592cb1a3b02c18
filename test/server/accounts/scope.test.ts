import { expect, test } from 'vitest';
import { transact } from '../../../server/db/database.ts';
import {
  DEMO_PEOPLE,
  type DemoPerson,
  IMANI,
  LUKAS,
  MARA,
  PRIYA,
  TED,
  TOM,
} from '../../../server/demo/demo-company.ts';
import { plantDeal } from '../../support/plant-deal.ts';
import { OTHER_FINANCE, OTHER_PORTAL_ID } from '../../support/two-portals.ts';
import type { World } from '../../support/world.ts';
import { bookedWorld, dollarsOf, NOVEMBER_30, readAccount, readBook } from './booked-world.ts';

const GRETA = personCalled('Greta Lund');
const NOOR = personCalled('Noor Aziz');

function personCalled(name: string): DemoPerson {
  const person = DEMO_PEOPLE.find((one) => one.name === name);
  if (!person) throw new Error(`${name} is not of the demo company`);
  return person;
}

async function twoBooks(dealId: string | null = null): Promise<World> {
  return bookedWorld({
    tenants: [
      { tenantId: 't_imani', ownerId: IMANI.ownerId, companyId: '3001' },
      { tenantId: 't_lukas', ownerId: LUKAS.ownerId, companyId: '3002', dealId },
      { tenantId: 't_nobody' },
    ],
    days: { [NOVEMBER_30]: [dollarsOf('t_imani', 1), dollarsOf('t_lukas', 2), dollarsOf('t_nobody', 3)] },
  });
}

test('a CSM sees what is theirs in HubSpot, and no other book', async () => {
  const world = await twoBooks();
  const { rows, book, books, totals } = await readBook(world, '', IMANI);
  expect(rows.map(({ tenantId }) => tenantId)).toEqual(['t_imani']);
  expect([book, books]).toEqual([
    { key: 'mine', name: 'My book' },
    [{ key: 'mine', name: 'My book', accounts: 1 }],
  ]);
  expect(totals.costUsd).toBe('1');
  expect((await readBook(world, `?book=${IMANI.ownerId}`, IMANI)).rows).toEqual(rows);
  expect((await world.console(IMANI).get('/accounts?book=all')).status).toBe(403);
  expect((await world.console(IMANI).get(`/accounts?book=${LUKAS.ownerId}`)).status).toBe(404);
  expect((await world.console(IMANI).get('/accounts?book=99999')).status).toBe(404);
});

test('another’s account, one of another portal and one that does not exist are answered alike, at both doors', async () => {
  const world = await twoBooks();
  await transact(world.ports.database, async ({ query, tables }) => {
    const foreign = { tenantId: 't_foreign', companyId: '3003', ownerId: IMANI.ownerId, name: 'Foreign' };
    const terms = {
      plan: 'team',
      keyMode: 'shared',
      costClass: 'cogs',
      effectiveFrom: '2026-01-01',
    } as const;
    await query.insert(tables.tenants).values({ portalId: OTHER_PORTAL_ID, ...foreign, ...terms });
  });
  const doors = [world.console(IMANI), world.card(IMANI)];
  const paths = ['t_lukas', 't_nobody', 't_foreign', 't_nothing'].map((id) => `/accounts/${id}`);
  const companies = ['3002', '3003', '3999'].map((id) => `/companies/${id}/account`);
  const answers = [
    ...(await Promise.all(paths.map((path) => world.console(IMANI).get(path)))),
    ...(await Promise.all(doors.flatMap((door) => companies.map((path) => door.get(path))))),
  ];
  const told = answers.map(({ status, body }) => {
    const { requestId: _, ...problem } = body as { requestId: string };
    return [status, problem];
  });
  expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1);
  expect(told[0]).toEqual([404, { code: 'not-found', message: 'There is no such account in your book.' }]);
  expect((await world.card(OTHER_FINANCE, OTHER_PORTAL_ID).get('/companies/3001/account')).status).toBe(404);
});

test('the company’s account is the same through the card’s door and the console’s', async () => {
  const world = await twoBooks();
  const byId = await readAccount(world, 't_imani', '?window=90', IMANI);
  for (const door of [world.console(IMANI), world.card(IMANI)]) {
    const { status, body } = await door.get('/companies/3001/account?window=90');
    expect([status, body]).toEqual([200, byId]);
  }
});

test('an AE sees the accounts that they sold, by whom the deal belongs to today', async () => {
  const world = await twoBooks('300777');
  const dealId = plantDeal(world, TOM);
  await transact(world.ports.database, async ({ query, tables }) => {
    await query.update(tables.tenants).set({ dealId });
  });
  expect((await readBook(world, '', TOM)).accounts).toBe(0);
  expect((await world.card(TOM).get(`/deals/${dealId}`)).status).toBe(200);
  expect((await readBook(world, '', TOM)).accounts).toBe(3);
  await transact(world.ports.database, async ({ query, tables }) => {
    await query.update(tables.deals).set({ ownerId: PRIYA.ownerId });
  });
  expect((await world.console(TOM).get('/accounts/t_lukas')).status).toBe(404);
  expect((await world.console(PRIYA).get('/accounts/t_lukas')).status).toBe(200);
});

test.each([
  ['manager', GRETA],
  ['finance', MARA],
  ['CFO', TED],
  ['admin', NOOR],
])('the %s sees every account, and each owner’s book by itself', async (_role, person) => {
  const world = await twoBooks();
  const all = await readBook(world, '', person);
  expect(all.rows.map(({ tenantId }) => tenantId)).toEqual(['t_nobody', 't_lukas', 't_imani']);
  expect(all.books).toEqual([
    { key: 'all', name: 'All accounts', accounts: 3 },
    { key: IMANI.ownerId, name: 'Imani Cole', accounts: 1 },
    { key: LUKAS.ownerId, name: 'Lukas Brandt', accounts: 1 },
  ]);
  const lukas = await readBook(world, `?book=${LUKAS.ownerId}`, person);
  expect([lukas.book.name, lukas.rows.length, lukas.totals.costUsd]).toEqual(['Lukas Brandt', 1, '2']);
  expect((await readBook(world, '?book=mine', person)).accounts).toBe(0);
});

test('a book and an account name accounts, plans and our own people, and nobody else', async () => {
  const world = await twoBooks();
  const answers = [
    await world.console(IMANI).get('/accounts?window=90'),
    await world.console(IMANI).get('/accounts/t_imani'),
    await world.card(IMANI).get('/companies/3001/account'),
  ];
  for (const { status, text } of answers) {
    expect(status).toBe(200);
    expect(text).not.toMatch(/@|username|X-Api-Key|email/i);
  }
});

test('what is asked in the address has its shape, or the field is named', async () => {
  const world = await twoBooks();
  const mara = world.console(MARA);
  for (const path of [
    '/accounts?window=31',
    '/accounts?book=everything',
    '/accounts/t_imani?window=',
    '/companies/abc/account',
    `/accounts/${encodeURIComponent('a\u0000b')}`,
  ]) {
    expect((await mara.get(path)).status, path).toBe(422);
  }
  expect((await mara.get(`/accounts/${'x'.repeat(201)}`)).status).toBe(422);
});
