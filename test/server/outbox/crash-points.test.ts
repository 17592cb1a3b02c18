import { expect, test } from 'vitest';
import type { Effect } from '../../../server/outbox/effect.ts';
import type { Ports } from '../../../server/ports.ts';
import { hubSpotInProcess, OUTSIDE_FAULTS, type OutsideFault } from '../../support/hubspot-in-process.ts';
import { change, deliverUntilDone, openOutboxGround, processOn } from '../../support/outbox-ground.ts';
import { createTestClock } from '../../support/test-clock.ts';

type Schedule = readonly (readonly [call: number, fault: OutsideFault])[];

const properties = (version: number): Effect => ({
  kind: 'deal-properties',
  properties: { dealfloor_estimate_version: String(version) },
});

/** A request as HubSpot hears of it: saved, asked, decided; and a change that was taken back. */
const CHANGES: { effects: Effect[]; isCommitted: boolean }[] = [
  {
    effects: [
      properties(1),
      {
        kind: 'open-task',
        token: 'request',
        ownerId: null,
        subject: '',
        body: '',
        dueAt: '2026-11-27T12:00:00Z',
        priority: 'HIGH',
      },
    ],
    isCommitted: true,
  },
  { effects: [properties(99)], isCommitted: false },
  {
    effects: [
      properties(2),
      { kind: 'add-note', token: 'note', lines: ['decided'] },
      { kind: 'close-task', token: 'request' },
    ],
    isCommitted: true,
  },
];

const FAULTLESS_CALLS = 8;

/** What is wrong after a schedule; null when both sides agree. */
async function trouble(
  ground: Ports,
  name: string,
  schedule: Schedule,
  isKeyed: boolean,
): Promise<string | null> {
  const faults = new Map(schedule);
  const clock = createTestClock();
  const hubspot = hubSpotInProcess({ clock, isKeyed, faultAt: (call) => faults.get(call) ?? null });
  const ports = processOn(ground, clock, hubspot);
  const target = { portalId: name, dealId: 'deal' };
  for (const { effects, isCommitted } of CHANGES) await change(ports, target, effects, isCommitted);
  if (!(await deliverUntilDone(ports, hubspot, clock))) return 'something was never delivered';
  const versions = hubspot.versions.map(({ version }) => version);
  if (versions.join() !== versions.toSorted((a, b) => a - b).join()) return `versions went back: ${versions}`;
  if (versions.includes(99)) return 'a change that was taken back was told';
  if (hubspot.properties.get('deal')?.dealfloor_estimate_version !== '2')
    return 'the last version is not there';
  const tasks = [...hubspot.tasks.values()];
  if (tasks.length !== 1) return `${tasks.length} tasks`;
  if (!tasks[0]?.isDone) return 'the task is open';
  return hubspot.notes.length === 1 ? null : `${hubspot.notes.length} notes`;
}

function singles(calls: number): Schedule[] {
  return Array.from({ length: calls }, (_, call) =>
    OUTSIDE_FAULTS.map((fault) => [[call, fault] as const]),
  ).flat();
}

/** Every two faults, the second one often on a call that only the first one made necessary. */
function pairs(calls: number): Schedule[] {
  const one = singles(calls);
  return one.flatMap(([first]) =>
    singles(calls).flatMap(([second]) => (first && second && first[0] < second[0] ? [[first, second]] : [])),
  );
}

test('whatever happens at whichever outside call, once or twice, both sides agree in the end', async () => {
  const ground = openOutboxGround();
  const schedules = [[], ...singles(FAULTLESS_CALLS), ...pairs(FAULTLESS_CALLS)];
  const found: string[] = [];
  for (const [index, schedule] of schedules.entries()) {
    const wrong = await trouble(ground, `p${index}`, schedule, true);
    if (wrong) found.push(`${JSON.stringify(schedule)}: ${wrong}`);
  }
  expect(found).toEqual([]);
  expect(schedules.length).toBeGreaterThan(1_000);
}, 120_000);

test('a client that creates without looking first is caught by the same run', async () => {
  const ground = openOutboxGround();
  let caught = 0;
  const schedules = singles(FAULTLESS_CALLS - 2);
  for (const [index, schedule] of schedules.entries()) {
    if (await trouble(ground, `p${index}`, schedule, false)) caught += 1;
  }
  // The two creates, each with its answer lost or its process dead after it.
  expect(caught).toBe(4);
});

test('without faults the outside is called as often as the run believes', async () => {
  const ground = openOutboxGround();
  const clock = createTestClock();
  const hubspot = hubSpotInProcess({ clock, faultAt: () => null });
  const ports = processOn(ground, clock, hubspot);
  for (const { effects, isCommitted } of CHANGES) {
    await change(ports, { portalId: '1', dealId: 'deal' }, effects, isCommitted);
  }
  expect(await deliverUntilDone(ports, hubspot, clock)).toBe(true);
  expect(hubspot.calls()).toBe(FAULTLESS_CALLS);
});
