import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deliverDue } from '../../../server/outbox/deliver.ts';
import type { Effect } from '../../../server/outbox/effect.ts';
import { hubspotLane } from '../../../server/outbox/hubspot-lane.ts';
import { hubSpotInProcess, OUTSIDE_FAULTS, type OutsideFault } from '../../support/hubspot-in-process.ts';
import { change, deliverUntilDone, openOutboxGround, processOn } from '../../support/outbox-ground.ts';
import { createTestClock } from '../../support/test-clock.ts';

const RUNS = 2_000;

const step = fc.record({
  dealId: fc.constantFrom('a', 'b'),
  kind: fc.constantFrom('deal-properties', 'deal-properties', 'add-note', 'open-task'),
  isCommitted: fc.boolean(),
  /** What the next outside calls meet. */
  faults: fc.array(fc.constantFrom(...OUTSIDE_FAULTS), { maxLength: 2 }),
  /** How many processes look for work right after. */
  processes: fc.constantFrom(0, 1, 2),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

function effectOf(kind: Step['kind'], version: number): Effect {
  const token = `t${version}`;
  if (kind === 'add-note') return { kind, token, lines: ['said'] };
  if (kind === 'open-task') {
    const dueAt = '2026-11-27T12:00:00Z';
    return { kind, token, ownerId: null, subject: '', body: '', dueAt, priority: 'LOW' };
  }
  return { kind: 'deal-properties', properties: { dealfloor_estimate_version: String(version) } };
}

test('P6: what is committed is told at least once, in order for each deal, and nothing else is told', async () => {
  const ground = openOutboxGround();
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
      run += 1;
      const portalId = `p${run}`;
      const faults: OutsideFault[] = [];
      const clock = createTestClock();
      const hubspot = hubSpotInProcess({ clock, faultAt: () => faults.shift() ?? null });
      const ports = processOn(ground, clock, hubspot);
      for (const [index, { dealId, kind, isCommitted, faults: next, processes }] of steps.entries()) {
        await change(ports, { portalId, dealId }, [effectOf(kind, index + 1)], isCommitted);
        faults.push(...next);
        const working = Array.from({ length: processes }, () => deliverDue(ports, hubspotLane()));
        const outcome = await Promise.race([Promise.all(working), hubspot.death()]);
        if (outcome === 'died') hubspot.revive();
      }
      expect(await deliverUntilDone(ports, hubspot, clock)).toBe(true);
      const committed = steps.flatMap((one, index) =>
        one.isCommitted ? [{ ...one, version: index + 1 }] : [],
      );
      for (const deal of ['a', 'b']) {
        const told = hubspot.versions.flatMap(({ dealId, version }) => (dealId === deal ? [version] : []));
        const wanted = committed.flatMap(({ dealId, kind, version }) =>
          dealId === deal && kind === 'deal-properties' ? [version] : [],
        );
        expect(told).toEqual(told.toSorted((one, other) => one - other));
        expect([...new Set(told)]).toEqual(wanted);
      }
      const tokens = (kind: Step['kind']) =>
        committed.flatMap((one) => (one.kind === kind ? [`t${one.version}`] : [])).sort();
      expect(hubspot.notes.toSorted()).toEqual(tokens('add-note'));
      expect([...hubspot.tasks.values()].map(({ token }) => token).sort()).toEqual(tokens('open-task'));
    }),
    { numRuns: RUNS },
  );
}, 120_000);
