import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Cells, readDecimal } from '../../../../server/facts/imports/cells.ts';
import { isPersonalColumn } from '../../../../server/facts/personal-columns.ts';
import { plantTenants } from '../../../support/facts.ts';
import { rowsOf } from '../../../support/raw-sqlite.ts';
import { openWorld } from '../../../support/world.ts';
import { COST_HEADER, COST_ROWS, csv, factsOf, importText } from './csv-files.ts';

const one = (cell: string): Cells => ({ row: 2, get: () => cell });

test('decimal text is read exactly at any place, however it is written', () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 16n), fc.nat(9), fc.nat(3), (units, places, zeros) => {
      const digits = units.toString().padStart(places + 1, '0');
      const whole = digits.slice(0, digits.length - places);
      const fraction = digits.slice(digits.length - places) + '0'.repeat(zeros);
      const rounding = { rounded: 0 };
      const plain = fraction === '' ? whole : `${whole}.${fraction}`;
      expect(readDecimal(one(plain), 'c', places, rounding)).toBe(units);
      expect(readDecimal(one(`${units}e-${places}`), 'c', places, rounding)).toBe(units);
      expect(rounding.rounded).toBe(0);
    }),
    { numRuns: 2_000 },
  );
});

test('more decimals than are kept are rounded half-even, and counted', () => {
  const rounding = { rounded: 0 };
  const read = (text: string) => readDecimal(one(text), 'c', 3, rounding);
  expect(['0.0005', '0.0015', '0.0025', '24456.310000000001', '1e-5'].map(read)).toEqual([
    0n,
    2n,
    2n,
    24_456_310n,
    0n,
  ]);
  expect(rounding.rounded).toBe(5);
});

test('a byte order mark, any newline, capitals, quotes and spaces in the file change nothing', async () => {
  const plain = await openWorld();
  const odd = await openWorld();
  for (const { ports } of [plain, odd]) await plantTenants(ports, [{ tenantId: 't_1' }, { tenantId: 't_2' }]);
  await importText(plain.ports, 'tenant-cost', csv(COST_HEADER, COST_ROWS));
  const [first = '', second = ''] = COST_ROWS;
  const header = COST_HEADER.replaceAll('_', ' ').toUpperCase();
  const quoted = second
    .split(',')
    .map((cell) => `" ${cell} "`)
    .join(',');
  await importText(odd.ports, 'tenant-cost', `\uFEFF${header}\r\n\r\n${first}\r${quoted}`, {}, 3);
  const without = ({ ports }: typeof plain) =>
    rowsOf<Record<string, unknown>>(ports.database, 'select * from tenant_cost_daily order by tenant_id').map(
      ({ run_id: _, ...row }) => row,
    );
  expect(without(odd)).toEqual(without(plain));
});

test('a column that is left out is not kept anywhere', async () => {
  const { ports } = await openWorld();
  const text = csv('event_date,username,amount_usd', ['2026-10-30,maria,1.25']);
  expect(await importText(ports, 'pool', text, { ignore: ['UserName'] })).toMatchObject({ added: 1 });
  expect(JSON.stringify(factsOf(ports))).not.toContain('maria');
});

test('words that name a person or a secret are found in a column’s name, and others are not', () => {
  for (const name of [
    'user',
    'userName',
    'user_id',
    'e-mail',
    'E Mail',
    'client_ip',
    'x-api-key',
    'key_tail',
    'queryString',
  ])
    expect([name, isPersonalColumn(name)]).toEqual([name, true]);
  for (const name of [
    'credits',
    'endpoint',
    'shipping',
    'tenant_id',
    'monkey',
    'tipping',
    'request_id',
    'attempt',
  ])
    expect([name, isPersonalColumn(name)]).toEqual([name, false]);
});

test('accounts, revenue and pool: each row stands as its file says', async () => {
  const { ports } = await openWorld();
  await importText(
    ports,
    'tenants',
    csv('Tenant ID,Effective From,Name,Plan,Key Mode,Owner Id,Cohort', [
      't_1,2026-01-01,"Brightside, Social",free,shared,5011,2025-11',
      't_1,2026-03-01,"Brightside, Social",team,byo,5011,2025-11',
    ]),
  );
  expect(
    rowsOf(
      ports.database,
      'select effective_from, plan, key_mode, cost_class, owner_id, deal_id from tenants order by 1',
    ),
  ).toEqual([
    {
      effective_from: '2026-01-01',
      plan: 'free',
      key_mode: 'shared',
      cost_class: 'cac',
      owner_id: '5011',
      deal_id: null,
    },
    {
      effective_from: '2026-03-01',
      plan: 'team',
      key_mode: 'byo',
      cost_class: 'cogs',
      owner_id: '5011',
      deal_id: null,
    },
  ]);
  await importText(
    ports,
    'revenue',
    csv('event_date,tenant_id,revenue_usd_day', ['2026-10-30,t_1,101.612903226']),
  );
  expect(rowsOf(ports.database, 'select day_revenue_nano_usd as day from tenant_revenue_daily')).toEqual([
    { day: 101_612_903_226n },
  ]);
  await importText(
    ports,
    'pool',
    csv('event_date,component,amount_usd', ['2026-10-30,servers,40', '2026-10-30,support,10']),
  );
  await importText(ports, 'pool', csv('event_date,component,amount_usd', ['2026-10-30,support,12']));
  await importText(ports, 'pool', csv('event_date,total_usd', ['2026-10-31,50']));
  expect(
    rowsOf(
      ports.database,
      'select event_date as day, component, amount_nano_usd as amount from shared_infra_daily order by 1, 2',
    ),
  ).toEqual([
    { day: '2026-10-30', component: 'servers', amount: 40_000_000_000n },
    { day: '2026-10-30', component: 'support', amount: 12_000_000_000n },
    { day: '2026-10-31', component: 'total', amount: 50_000_000_000n },
  ]);
});
