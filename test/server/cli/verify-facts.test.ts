import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkFacts } from '../../../server/cli/check-facts.ts';
import { DEMO_PORTAL_ID } from '../../../server/demo/demo-company.ts';
import { runDay } from '../../../server/facts/run-day.ts';
import { systemActor } from '../../../server/people/actor.ts';
import { TEST_KEYS } from '../../support/connect-world.ts';
import { logOf, plantPool, plantTenants, usage } from '../../support/facts.ts';
import { openRaw } from '../../support/raw-sqlite.ts';
import { openWorld } from '../../support/world.ts';
import { dealfloor } from './run-command.ts';

const DAYS = ['2026-10-31', '2026-11-17', '2026-11-18'];
const DAY = '2026-11-18';

/** Three booked days of two accounts: one on our key, one on its own, and usage that nobody can be charged for. */
async function bookedWorld() {
  const world = await openWorld();
  const { ports } = world;
  await plantTenants(ports, [{ tenantId: 't_1' }, { tenantId: 't_2', keyMode: 'byo' }]);
  await plantPool(ports, Object.fromEntries(DAYS.map((day) => [day, 50])));
  const calls = { billableCalls: 1_000n, workerMs: 5n };
  const rows = [
    usage('t_1', '/userid/', calls),
    usage('t_2', '/user-posts/', calls),
    usage('nobody', '/userid/', calls),
  ];
  const source = logOf(Object.fromEntries(DAYS.map((day) => [day, rows])));
  for (const day of DAYS)
    await runDay(ports, systemActor(DEMO_PORTAL_ID, 'cli'), { day, source, method: null });
  const check = async (statement?: string) => {
    if (statement) expect(openRaw(world.file).prepare(statement).run().changes).toBeGreaterThan(0);
    return checkFacts(ports.database, DEMO_PORTAL_ID, false);
  };
  return { ...world, check };
}

function where(day: string): string {
  return `portal ${DEMO_PORTAL_ID}, booked day ${day}`;
}

describe('verify books every day again', () => {
  test('what nobody touched matches, by the prices of each day', async () => {
    const { check } = await bookedWorld();
    expect(await check()).toEqual({ checked: 3, matching: 3, findings: [] });
  });

  test.each([
    [
      'an edited cost',
      `update tenant_cost_daily set variable_nano_usd = variable_nano_usd + 1 where event_date = '${DAY}' and tenant_id = 't_1'`,
      [
        'its facts are not what was booked: the checksum differs.',
        'its cost differs when booked again, in one row (t_1, /userid/).',
      ],
    ],
    [
      'an edited meter',
      `update tenant_cost_daily set billable_calls = 999 where event_date = '${DAY}' and tenant_id = 't_1'`,
      [
        'its facts are not what was booked: the checksum differs.',
        'its cost differs when booked again, in 2 rows (t_1, /userid/).',
      ],
    ],
    [
      'a deleted row',
      `delete from tenant_cost_daily where event_date = '${DAY}' and tenant_id = 't_2'`,
      [
        'its number of rows is 1; 2 were booked.',
        'its facts are not what was booked: the checksum differs.',
        'its cost differs when booked again, in one row (t_1, /userid/).',
      ],
    ],
    [
      'a changed pool of the booking',
      `update booked_days set pool_nano_usd = 60000000000 where event_date = '${DAY}'`,
      [
        'its facts are not what was booked: the checksum differs.',
        'its cost differs when booked again, in 2 rows (t_1, /userid/).',
        'it was booked with a pool of 60 USD; 50 USD is handed in for it now. Run the day again.',
      ],
    ],
    [
      'a pool that was handed in anew',
      `update shared_infra_daily set amount_nano_usd = 70000000000 where event_date = '${DAY}'`,
      ['it was booked with a pool of 50 USD; 70 USD is handed in for it now. Run the day again.'],
    ],
    [
      'quarantined usage that was dropped',
      `delete from quarantined_usage where event_date = '${DAY}'`,
      ['its facts are not what was booked: the checksum differs.'],
    ],
    [
      'another checksum',
      `update booked_days set checksum = 'ab' where event_date = '${DAY}'`,
      [
        'its facts are not what was booked: the checksum differs.',
        'it is not what the audit says was booked.',
      ],
    ],
    [
      'a day that is gone',
      `delete from booked_days where event_date = '${DAY}'`,
      ['the audit says it was booked, but it is not there.'],
    ],
    [
      'a price book that is gone',
      `update booked_days set price_version = 'gone' where event_date = '${DAY}'`,
      ['the price book gone it was booked by is not on the shelf.'],
    ],
  ])('%s is found, on its day alone', async (_name, statement, sentences) => {
    const { check } = await bookedWorld();
    const { findings } = await check(statement);
    expect(findings).toEqual(sentences.map((sentence) => ({ where: where(DAY), sentence })));
  });

  test('a day of another ETL is held to its parts: its pool and method are not known to us', async () => {
    const { check } = await bookedWorld();
    const imported = `update booked_days set method = null, checksum = null where event_date = '${DAY}'`;
    expect(await check(imported)).toMatchObject({ matching: 3, findings: [] });
    const { findings } = await check(
      `update tenant_cost_daily set credit_nano_usd = credit_nano_usd + 1 where event_date = '${DAY}' and tenant_id = 't_1'`,
    );
    expect(findings).toEqual([
      { where: where(DAY), sentence: 'its parts are not its total in one row (t_1, /userid/).' },
    ]);
  });

  test('the command says so, and exits 1 when a day is not what was booked', async () => {
    const { file, check } = await bookedWorld();
    const environment = { DEALFLOOR_DATA: dirname(file), DEALFLOOR_AUDIT_KEYS: TEST_KEYS };
    const surroundings = { folder: dirname(file), environment };
    const before = await dealfloor(['verify'], surroundings);
    expect([before.exitCode, before.err]).toEqual([0, '']);
    expect(before.out).toContain('✔ Matches: 3 of 3 booked days computed again');
    await check(`delete from tenant_cost_daily where event_date = '${DAY}' and tenant_id = 't_2'`);
    const after = await dealfloor(['verify'], surroundings);
    expect(after.exitCode).toBe(1);
    expect(after.out).toContain('✖ Differs: 2 of 3 booked days computed again');
    expect(after.out).toContain(`✖ ${where(DAY)}: its number of rows is 1; 2 were booked.`);
  });
});
