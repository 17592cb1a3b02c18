import { parseMoney } from '@dealfloor/price-book';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { figuresOf, NOTHING } from '../../../server/accounts/account-figures.ts';
import { transact } from '../../../server/db/database.ts';
import { IMANI } from '../../../server/demo/demo-company.ts';
import { usage } from '../../support/facts.ts';
import {
  book,
  bookedWorld,
  dollarsOf,
  NOVEMBER_1,
  NOVEMBER_30,
  readAccount,
  readBook,
  span,
} from './booked-world.ts';

const NOVEMBER_23 = '2026-11-23';

/** Each day from one to the end of November with the use that a test gives it; the first has number 1. */
function daysFrom(first: string, use: (number: number) => ReturnType<typeof dollarsOf>[]) {
  return Object.fromEntries(span(first, NOVEMBER_30).map((day, index) => [day, use(index + 1)]));
}

test('T1: costs on 12 days and revenue on 30 are +33.3%, not −66.7%: each fact is summed before they meet', async () => {
  const world = await bookedWorld({
    tenants: [{ tenantId: 't_1' }],
    revenue: [{ tenantId: 't_1', from: NOVEMBER_1, to: NOVEMBER_30, usd: 3 }],
    days: daysFrom(NOVEMBER_1, (number) => (number > 18 ? [dollarsOf('t_1', 5)] : [])),
  });
  const { figures } = (await readAccount(world, 't_1')).account;
  expect(figures).toMatchObject({ revenueUsd: '90', costUsd: '60', leftOverUsd: '30' });
  expect(figures.grossMargin).toEqual({ state: 'known', percent: '33.3' });
  const [row] = (await readBook(world)).rows;
  expect(row?.figures).toEqual(figures);
});

test('T2: an account that costs and earns nothing says so, owes its cost, and stands where its loss puts it', async () => {
  const world = await bookedWorld({
    tenants: [{ tenantId: 't_good' }, { tenantId: 't_none' }, { tenantId: 't_bad' }],
    revenue: [
      { tenantId: 't_good', from: NOVEMBER_23, to: NOVEMBER_30, usd: 100 },
      { tenantId: 't_bad', from: NOVEMBER_23, to: NOVEMBER_30, usd: 1 },
    ],
    days: daysFrom(NOVEMBER_23, () => [
      dollarsOf('t_good', 10),
      dollarsOf('t_none', 7),
      dollarsOf('t_bad', 3),
    ]),
  });
  const { rows } = await readBook(world);
  expect(rows.map(({ tenantId, word }) => [tenantId, word])).toEqual([
    ['t_none', null],
    ['t_bad', 'loss'],
    ['t_good', 'clear'],
  ]);
  expect(rows[0]?.figures).toMatchObject({
    revenueUsd: null,
    costUsd: '56',
    leftOverUsd: '-56',
    grossMargin: { state: 'no-revenue', percent: null },
  });
});

test('T3: a window is whole UTC days up to the newest booked one, 30 of them and not 31', async () => {
  const days = [...span('2026-10-31', NOVEMBER_30)];
  const world = await bookedWorld({
    tenants: [{ tenantId: 't_1' }],
    revenue: [{ tenantId: 't_1', from: '2026-10-31', to: '2026-12-01', usd: 10 }],
    days: Object.fromEntries(days.map((day) => [day, [dollarsOf('t_1', 1)]])),
  });
  const view = await readAccount(world, 't_1');
  expect([view.from, view.to, view.days.length]).toEqual([NOVEMBER_1, NOVEMBER_30, 30]);
  expect(view.account.figures).toMatchObject({ revenueUsd: '300', costUsd: '30', daysBooked: 30 });
});

test('a missing day is a gap: it has no figures, and its revenue is not set against a cost nobody knows', async () => {
  const { '2026-11-26': _, ...days } = daysFrom(NOVEMBER_23, () => [dollarsOf('t_1', 2)]);
  const world = await bookedWorld({
    tenants: [{ tenantId: 't_1' }],
    revenue: [{ tenantId: 't_1', from: NOVEMBER_23, to: NOVEMBER_30, usd: 10 }],
    days,
  });
  const view = await readAccount(world, 't_1');
  expect(view.days.find(({ day }) => day === '2026-11-26')).toEqual({
    day: '2026-11-26',
    state: 'missing',
    revenueUsd: null,
    variableUsd: null,
    sharedUsd: null,
    costUsd: null,
    billableCalls: '0',
  });
  expect(view.freshness.missingDays).toEqual(['2026-11-26']);
  expect(view.account.figures).toMatchObject({ daysBooked: 7, revenueUsd: '70', costUsd: '14' });
  expect((await readBook(world)).totals).toEqual(view.account.figures);
});

test('without a day’s shared cost there is no margin, and what is known stays known', async () => {
  const world = await bookedWorld({
    tenants: [{ tenantId: 't_1' }],
    revenue: [{ tenantId: 't_1', from: NOVEMBER_23, to: NOVEMBER_30, usd: 10 }],
    days: daysFrom(NOVEMBER_23, () => [dollarsOf('t_1', 2)]),
  });
  await transact(world.ports.database, async ({ query, tables }) => {
    await query.delete(tables.sharedInfraDaily).where(eq(tables.sharedInfraDaily.eventDate, '2026-11-25'));
  });
  await book(world, { '2026-11-25': [dollarsOf('t_1', 2)] });
  const view = await readAccount(world, 't_1');
  expect(view.days.find(({ day }) => day === '2026-11-25')).toMatchObject({
    state: 'no-pool',
    variableUsd: '2',
    sharedUsd: null,
    costUsd: null,
  });
  const { figures, word } = view.account;
  expect(figures).toMatchObject({ revenueUsd: '80', variableUsd: '16', sharedUsd: null, costUsd: null });
  expect([figures.leftOverUsd, figures.grossMargin.state, word]).toEqual([null, 'indeterminate', null]);
  expect(figures.contributionMargin).toEqual({ state: 'known', percent: '80.0' });
  const { totals, totalsWord } = await readBook(world);
  expect([totals, totalsWord]).toEqual([figures, null]);
});

test('an unpriced day leaves no cost and no margin, never a zero', () => {
  const figures = figuresOf({ ...NOTHING, revenueNanoUsd: 5n, revenueDays: 1, unpricedDays: 1 }, 30);
  expect(figures).toMatchObject({ variableUsd: null, costUsd: null, leftOverUsd: null, sharedUsd: '0' });
  expect([figures.grossMargin.state, figures.contributionMargin.state]).toEqual([
    'indeterminate',
    'indeterminate',
  ]);
});

test('before the first day is booked nothing is zero', async () => {
  const world = await bookedWorld({ tenants: [{ tenantId: 't_1' }], days: {} });
  const view = await readAccount(world, 't_1');
  expect([view.from, view.days, view.endpoints, view.replay]).toEqual([null, [], [], null]);
  expect(view.account.figures).toMatchObject({ daysBooked: 0, costUsd: null, revenueUsd: null });
  const { accounts, totals, freshness } = await readBook(world);
  expect([accounts, totals.costUsd, freshness.bookedTo]).toEqual([0, null, null]);
});

test('the word is the margin against the floor and the target in force; a percentage never rounds up to one', async () => {
  const cost = { t_clear: 30, t_thin: 31, t_floor: 40, t_under: 41, t_loss: 101 };
  const world = await bookedWorld({
    tenants: Object.keys(cost).map((tenantId) => ({ tenantId })),
    revenue: Object.keys(cost).map((tenantId) => ({
      tenantId,
      from: NOVEMBER_1,
      to: '2026-11-07',
      usd: 100,
    })),
    days: Object.fromEntries(
      span(NOVEMBER_1, '2026-11-07').map((day) => [
        day,
        Object.entries(cost).map(([tenantId, usd]) => dollarsOf(tenantId, usd)),
      ]),
    ),
  });
  const { rows } = await readBook(world);
  expect(rows.map(({ tenantId, word, figures }) => [tenantId, word, figures.grossMargin.percent])).toEqual([
    ['t_loss', 'loss', '-1.0'],
    ['t_under', 'sign_off', '59.0'],
    ['t_floor', 'thin', '60.0'],
    ['t_thin', 'thin', '69.0'],
    ['t_clear', 'clear', '70.0'],
  ]);
});

test('an account in its first week is too new to be judged, one that is used once a week is not', async () => {
  const world = await bookedWorld({
    tenants: [{ tenantId: 't_new' }, { tenantId: 't_weekly' }],
    revenue: [
      { tenantId: 't_new', from: '2026-11-25', to: NOVEMBER_30, usd: 1 },
      { tenantId: 't_weekly', from: NOVEMBER_23, to: NOVEMBER_30, usd: 1 },
    ],
    days: daysFrom(NOVEMBER_23, (number) => [
      ...(number >= 3 ? [dollarsOf('t_new', 2)] : []),
      ...(number % 7 === 1 ? [dollarsOf('t_weekly', 1)] : []),
    ]),
  });
  const { rows } = await readBook(world);
  expect(rows.map(({ tenantId, isNew, word }) => [tenantId, isNew, word])).toEqual([
    ['t_new', true, null],
    ['t_weekly', false, 'clear'],
  ]);
});

test('T19: trials and free plans are a sales cost of their own, and no margin counts them', async () => {
  const world = await bookedWorld({
    tenants: [
      { tenantId: 't_paid' },
      { tenantId: 't_free', costClass: 'cac', plan: 'free' },
      { tenantId: 't_won', costClass: 'cac', plan: 'trial', effectiveFrom: '2026-01-01' },
      { tenantId: 't_won', costClass: 'cogs', plan: 'pro', effectiveFrom: '2026-11-27' },
    ],
    revenue: [
      { tenantId: 't_paid', from: NOVEMBER_23, to: NOVEMBER_30, usd: 10 },
      { tenantId: 't_won', from: '2026-11-27', to: NOVEMBER_30, usd: 10 },
    ],
    days: daysFrom(NOVEMBER_23, () => [
      dollarsOf('t_paid', 1),
      dollarsOf('t_free', 4),
      dollarsOf('t_won', 2),
    ]),
  });
  const { rows, accounts, totals, salesCost } = await readBook(world);
  expect(rows.map(({ tenantId, figures }) => [tenantId, figures.costUsd])).toEqual([
    ['t_won', '8'],
    ['t_paid', '8'],
  ]);
  expect([accounts, totals.revenueUsd, totals.costUsd]).toEqual([2, '120', '16']);
  expect(salesCost.rows.map(({ tenantId, figures }) => [tenantId, figures.costUsd])).toEqual([
    ['t_free', '32'],
    ['t_won', '8'],
  ]);
  expect([salesCost.accounts, salesCost.costUsd, salesCost.restUsd]).toEqual([2, '40', '0']);
  const won = await readAccount(world, 't_won');
  expect([won.account.figures.costUsd, won.salesCostUsd]).toEqual(['8', '8']);
  expect(won.days.filter(({ state }) => state === 'trial').map(({ day }) => day)).toEqual(
    span(NOVEMBER_23, '2026-11-26'),
  );
});

test('rows and rest are the totals to the nano-dollar, however many accounts there are', async () => {
  const ids = Array.from({ length: 103 }, (_, index) => `t_${String(index).padStart(3, '0')}`);
  const world = await bookedWorld({
    tenants: ids.map((tenantId) => ({ tenantId })),
    revenue: ids.map((tenantId, index) => ({ tenantId, from: NOVEMBER_30, to: NOVEMBER_30, usd: index })),
    pool: { [NOVEMBER_30]: 1_000 },
    days: { [NOVEMBER_30]: ids.map((tenantId) => dollarsOf(tenantId, 3)) },
  });
  const { rows, rest, accounts, totals, withoutWorst } = await readBook(world);
  expect([rows.length, rest?.accounts, accounts]).toEqual([100, 3, 103]);
  for (const field of ['revenueUsd', 'variableUsd', 'sharedUsd', 'costUsd', 'leftOverUsd'] as const) {
    const parts = [...rows.map(({ figures }) => figures), ...(rest ? [rest.figures] : [])];
    const sum = parts.reduce((total, figures) => total + parseMoney(figures[field] ?? '0'), 0n);
    expect(sum, field).toBe(parseMoney(totals[field] ?? 'unknown'));
  }
  expect(totals.sharedUsd).toBe('1000');
  expect(withoutWorst?.name).toBe('Account t_000');
});

test('the margin without the account that leaves the least is the margin of the others’ sums', async () => {
  const world = await bookedWorld({
    tenants: [{ tenantId: 't_1', name: 'Brightside Social' }, { tenantId: 't_2' }, { tenantId: 't_3' }],
    revenue: ['t_1', 't_2', 't_3'].map((tenantId) => ({
      tenantId,
      from: NOVEMBER_30,
      to: NOVEMBER_30,
      usd: 100,
    })),
    days: { [NOVEMBER_30]: [dollarsOf('t_1', 140), dollarsOf('t_2', 20), dollarsOf('t_3', 21)] },
  });
  const { withoutWorst, totals } = await readBook(world);
  expect(totals.grossMargin.percent).toBe('39.6');
  expect(withoutWorst).toEqual({
    name: 'Brightside Social',
    grossMargin: { state: 'known', percent: '79.5' },
  });
});

test('whatever is booked, a book’s row is the account’s own page, and its days and endpoints are its total', async () => {
  const endpoints = ['/userid/', '/user-posts/', '/post-detail/'];
  const use = fc.record({
    tenant: fc.nat(3),
    endpoint: fc.nat(2),
    calls: fc.nat(90_000),
    rows: fc.nat(1_000_000),
  });
  const world = fc.array(fc.record({ day: fc.nat(34), uses: fc.array(use, { maxLength: 5 }) }), {
    minLength: 2,
    maxLength: 5,
  });
  await fc.assert(
    fc.asyncProperty(world, async (drawn) => {
      const days: Record<string, ReturnType<typeof usage>[]> = {};
      for (const { day, uses } of drawn) {
        const merged = new Map(uses.map((one) => [`${one.tenant} ${one.endpoint}`, one]));
        days[span('2026-10-27', NOVEMBER_30)[day] ?? ''] = [...merged.values()].map((one) =>
          usage(`t_${one.tenant}`, endpoints[one.endpoint] ?? '', {
            billableCalls: BigInt(one.calls),
            dbReads: BigInt(one.rows),
          }),
        );
      }
      const booked = await bookedWorld({
        tenants: [0, 1, 2, 3].map((number) => ({ tenantId: `t_${number}`, ownerId: IMANI.ownerId })),
        revenue: [0, 1, 2].map((number) => ({
          tenantId: `t_${number}`,
          from: '2026-10-20',
          to: '2026-11-20',
          usd: number,
        })),
        pool: Object.fromEntries(Object.keys(days).map((day) => [day, 50])),
        days,
      });
      for (const { tenantId, figures } of (await readBook(booked)).rows) {
        const view = await readAccount(booked, tenantId);
        expect(view.account.figures).toEqual(figures);
        const cost = parseMoney(figures.costUsd ?? '');
        expect(view.days.reduce((sum, { costUsd }) => sum + parseMoney(costUsd ?? '0'), 0n)).toBe(cost);
        expect(view.endpoints.reduce((sum, { costUsd }) => sum + parseMoney(costUsd ?? '0'), 0n)).toBe(cost);
        expect(view.days.reduce((sum, { revenueUsd }) => sum + parseMoney(revenueUsd ?? '0'), 0n)).toBe(
          parseMoney(figures.revenueUsd ?? '0'),
        );
      }
    }),
    { numRuns: 8 },
  );
});

test('a day that is booked anew is seen at once, in the sums and in the endpoint that costs most', async () => {
  const world = await bookedWorld({
    tenants: [{ tenantId: 't_1' }],
    days: { [NOVEMBER_30]: [dollarsOf('t_1', 2, '/user-posts/')] },
  });
  expect((await readBook(world)).rows[0]?.topEndpoint?.endpoint).toBe('/user-posts/');
  await book(world, {
    [NOVEMBER_30]: [dollarsOf('t_1', 2, '/user-posts/'), dollarsOf('t_1', 6, '/post-detail/')],
  });
  const [row] = (await readBook(world)).rows;
  expect([row?.figures.costUsd, row?.topEndpoint]).toEqual([
    '8',
    { endpoint: '/post-detail/', label: 'Single post detail', sharePercent: '75.0' },
  ]);
});
