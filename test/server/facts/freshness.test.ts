import { describe, expect, test } from 'vitest';
import { DEMO_PORTAL_ID } from '../../../server/demo/demo-company.ts';
import { freshnessOf, readFreshness } from '../../../server/facts/freshness.ts';
import { runDay } from '../../../server/facts/run-day.ts';
import { systemActor } from '../../../server/people/actor.ts';
import { logOf, plantTenants, usage } from '../../support/facts.ts';
import { openWorld } from '../../support/world.ts';

const NOON = new Date('2026-11-21T12:00:00Z');
const NIGHT = new Date('2026-11-21T03:00:00Z');

describe('the freshness of costs', () => {
  test.each([
    ['2026-11-20', [], NOON, 'Costs up to 20 Nov.'],
    ['2026-11-19', [], NOON, 'Costs up to 19 Nov; 20 Nov is late (usually in by 06:00 UTC).'],
    ['2026-11-19', [], NIGHT, 'Costs up to 19 Nov; 20 Nov is not in yet (usually in by 06:00 UTC).'],
    ['2026-11-17', [], NOON, 'Costs up to 17 Nov; 18 Nov to 20 Nov are late (usually in by 06:00 UTC).'],
    ['2026-11-18', [], NIGHT, 'Costs up to 18 Nov; 19 Nov is late (usually in by 06:00 UTC).'],
    ['2026-11-20', ['2026-09-06'], NOON, 'Costs up to 20 Nov. 6 Sep is missing.'],
    ['2026-11-20', ['2026-09-06', '2026-09-07'], NOON, 'Costs up to 20 Nov. 2 days are missing.'],
    [null, [], NOON, 'No costs are booked yet.'],
  ])('booked to %s, missing %j', (bookedTo, missingDays, now, sentence) => {
    const expectedTo = '2026-11-20';
    expect(freshnessOf({ bookedTo, missingDays }, now)).toEqual({
      bookedTo,
      expectedTo,
      missingDays,
      sentence,
    });
  });

  test('is read from the booked days: a gap inside the window is missing, what lies before the first day is not', async () => {
    const { ports } = await openWorld();
    expect((await readFreshness(ports, DEMO_PORTAL_ID, 30)).bookedTo).toBe(null);
    await plantTenants(ports, [{ tenantId: 't_1' }]);
    const days = ['2026-11-14', '2026-11-16', '2026-11-18'];
    const source = logOf(
      Object.fromEntries(days.map((day) => [day, [usage('t_1', '/userid/', { billableCalls: 1n })]])),
    );
    for (const day of days) {
      await runDay(ports, systemActor(DEMO_PORTAL_ID), { day, source, method: null });
    }
    expect(await readFreshness(ports, DEMO_PORTAL_ID, 30)).toEqual({
      bookedTo: '2026-11-18',
      expectedTo: '2026-11-18',
      missingDays: ['2026-11-15', '2026-11-17'],
      sentence: 'Costs up to 18 Nov. 2 days are missing.',
    });
    expect((await readFreshness(ports, DEMO_PORTAL_ID, 3)).missingDays).toEqual(['2026-11-17']);
  });
});
