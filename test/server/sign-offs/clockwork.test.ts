import { type DealView, Queue, SignOff } from '@dealfloor/price-book';
import { expect, test } from 'vitest';
import { DEMO_PORTAL_ID, JOEL, MARA, TED, TOM } from '../../../server/demo/demo-company.ts';
import { KESTREL, MERIDIAN } from '../../../server/demo/demo-deals.ts';
import { turnClock } from '../../../server/sign-offs/clockwork.ts';
import { comeBack, goAway } from '../../support/away-steps.ts';
import { connectWorld } from '../../support/connect-world.ts';
import { rowCounts, rowsOf } from '../../support/raw-sqlite.ts';
import { putOnShelf, withCreditAt } from '../../support/shelf.ts';
import { asked, decide, decided, review, saved } from '../../support/sign-off-steps.ts';
import { DAY_MS, HOUR_MS } from '../../support/test-clock.ts';
import { openWorld, type World } from '../../support/world.ts';

/** Turns the clock until it has nothing left to do, as the job does. */
async function turn(world: World): Promise<number> {
  let done = 0;
  for (let now = 1; now > 0; done += now) now = await turnClock(world.ports);
  return done;
}

/** What people were told, without the channel that hears most of it. */
function told(world: World, ...kinds: string[]): string[] {
  const rows = rowsOf<{ kind: string; to_user_id: string }>(
    world.ports.database,
    "select kind, to_user_id from notices where to_user_id <> 'slack-channel' order by id",
  );
  return rows
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ kind, to_user_id }) => `${kind} ${to_user_id}`);
}

function content(world: World, kind: string): Record<string, unknown> {
  const [row] = rowsOf<{ content: string }>(
    world.ports.database,
    'select content from notices where kind = ?',
    kind,
  );
  return JSON.parse(row?.content ?? '{}');
}

async function onlyRow(world: World, status = 'waiting') {
  const { rows } = Queue.parse((await world.console(MARA).get(`/sign-offs?status=${status}`)).body);
  expect(rows).toHaveLength(1);
  return rows[0];
}

test('whoever is asked is reminded at half of the time, and the backup and the asker hear of it at the end', async () => {
  const world = await openWorld();
  await asked(world.card(TOM), KESTREL);
  world.clock.advance(4 * HOUR_MS - 1);
  expect(await turn(world)).toBe(0);
  world.clock.advance(1);
  expect(await turn(world)).toBe(1);
  expect(told(world, 'reminder')).toEqual([`reminder ${MARA.userId}`]);
  expect(content(world, 'reminder')).toEqual({ dealName: 'Kestrel Monitoring', waitedBusinessHours: 4 });
  world.clock.set('2026-11-20T10:14:00.000Z');
  expect(await turn(world)).toBe(0);
  world.clock.advance(1);
  expect(await turn(world)).toBe(1);
  expect(told(world, 'escalation')).toEqual([`escalation ${TOM.userId}`, `escalation ${JOEL.userId}`]);
  expect(content(world, 'escalation')).toEqual({
    dealName: 'Kestrel Monitoring',
    waitedBusinessHours: 8,
    alsoTo: ['Joel Brandão'],
  });
});

test('a weekend makes nobody late, and waiting approves nothing however long', async () => {
  const world = await openWorld();
  world.clock.set('2026-11-20T16:59:00.000Z');
  const request = await asked(world.card(TOM), KESTREL);
  world.clock.set('2026-11-23T09:00:00.000Z');
  expect(await onlyRow(world)).toMatchObject({ waitingHours: 64, waitingBusinessHours: 0, isOverdue: false });
  expect(await turn(world)).toBe(0);
  world.clock.advance(400 * DAY_MS);
  await turn(world);
  const row = await onlyRow(world);
  expect(row?.signOff).toMatchObject({ id: request.id, status: 'waiting', decisions: [] });
  expect(row?.isOverdue).toBe(true);
});

test('late and expired are so when they are read, while no job has ever run', async () => {
  const world = await openWorld();
  const request = await asked(world.card(TOM), KESTREL);
  world.clock.set('2026-11-20T10:14:00.000Z');
  expect(await onlyRow(world)).toMatchObject({ waitingBusinessHours: 8, isOverdue: false });
  world.clock.advance(60_000);
  expect(await onlyRow(world)).toMatchObject({ waitingBusinessHours: 8, isOverdue: true });
  await decided(world.console(MARA), request.id, 'approve');
  const statusOn = async (day: string) => {
    world.clock.set(`${day}T23:59:59.999Z`);
    const view = (await world.card(TOM).get(`/deals/${KESTREL.id}`)).body as DealView;
    return [view.status, (await review(world.console(MARA), request.id)).signOff.status];
  };
  expect(await statusOn('2026-12-20')).toEqual(['approved', 'approved']);
  expect(await statusOn('2026-12-21')).toEqual(['expired', 'expired']);
  const marks = rowCounts(world.ports.database);
  expect([marks.sign_off_marks, told(world, 'expired')]).toEqual([0, []]);
});

test('the end of an approval is announced three days before and told when it came, to HubSpot as well', async () => {
  const world = await openWorld();
  const request = await asked(world.card(TOM), KESTREL);
  await decided(world.console(MARA), request.id, 'approve');
  world.clock.set('2026-12-15T23:00:00.000Z');
  expect(await turn(world)).toBe(0);
  world.clock.set('2026-12-16T00:00:00.000Z');
  expect(await turn(world)).toBe(1);
  expect(told(world, 'expires-soon')).toEqual([`expires-soon ${TOM.userId}`]);
  expect(content(world, 'expires-soon')).toMatchObject({ days: 3, validUntil: '2026-12-19' });
  world.clock.set('2026-12-20T00:00:00.000Z');
  expect(await turn(world)).toBe(1);
  expect(told(world, 'expired')).toEqual([`expired ${TOM.userId}`]);
  await world.deliver();
  const deal = await world.ports.hubspot.getDeal(DEMO_PORTAL_ID, KESTREL.id);
  expect(deal?.dealfloor.dealfloor_sign_off).toBe('expired');
});

test('conditions that lapse ask for a second look, which has its own time to answer', async () => {
  const world = await openWorld();
  const request = await asked(world.card(TOM), KESTREL);
  const { seenHash } = await review(world.console(MARA), request.id);
  await decide(world.console(MARA), request.id, {
    kind: 'approve-with-conditions',
    seenHash,
    validUntil: '2026-11-20',
  });
  world.clock.set('2026-11-23T09:00:00.000Z');
  expect(await onlyRow(world)).toMatchObject({ signOff: { status: 'second-look' }, waitingBusinessHours: 0 });
  await turn(world);
  expect(told(world, 'second-look')).toEqual([`second-look ${TOM.userId}`, `second-look ${MARA.userId}`]);
  world.clock.set('2026-11-23T15:00:00.000Z');
  expect(await onlyRow(world)).toMatchObject({ waitingBusinessHours: 6, isOverdue: false });
  world.clock.set('2026-11-24T10:00:00.000Z');
  expect(await onlyRow(world)).toMatchObject({ waitingBusinessHours: 9, isOverdue: true });
  await turn(world);
  expect(told(world, 'escalation')).toEqual([`escalation ${TOM.userId}`, `escalation ${JOEL.userId}`]);
});

test('two services on one file, started again and again, tell everything once', async () => {
  const world = await openWorld();
  await asked(world.card(TOM), KESTREL);
  const kept = await asked(world.card(TOM), MERIDIAN);
  await decided(world.console(MARA), kept.id, 'approve');
  const other = connectWorld(world.file, world.sandbox.url, world.clock, 5_000);
  for (const moment of ['2026-11-19T15:00', '2026-11-20T16:00', '2026-12-18T09:00', '2026-12-20T09:00']) {
    world.clock.set(`${moment}:00.000Z`);
    await Promise.all([turnClock(world.ports), turnClock(other), turnClock(world.ports), turnClock(other)]);
  }
  await other.database.close();
  const all = told(world, 'reminder', 'escalation', 'expires-soon', 'expired');
  expect(all).toEqual([
    `reminder ${MARA.userId}`,
    `escalation ${TOM.userId}`,
    `escalation ${JOEL.userId}`,
    `expires-soon ${TOM.userId}`,
    `expired ${TOM.userId}`,
  ]);
  expect(await turn(world)).toBe(0);
});

test('what was decided a moment ago is not called late', async () => {
  const world = await openWorld();
  const request = await asked(world.card(TOM), KESTREL);
  world.clock.set('2026-11-20T16:00:00.000Z');
  await Promise.all([decided(world.console(MARA), request.id, 'approve'), turnClock(world.ports)]);
  const late = told(world, 'escalation').length > 0;
  const actions = rowsOf<{ action: string }>(
    world.ports.database,
    "select action from audit_entries where action in ('sign-off-approve', 'sign-off-escalated') order by sequence",
  ).map(({ action }) => action);
  expect(actions).toEqual(late ? ['sign-off-escalated', 'sign-off-approve'] : ['sign-off-approve']);
});

test('who goes away hands on what waits, and who comes back has it again', async () => {
  const world = await openWorld();
  const request = await asked(world.card(TOM), KESTREL);
  expect(await turn(world)).toBe(0);
  const { absences } = await goAway(world.console(MARA), TED);
  expect(await turn(world)).toBe(1);
  expect(told(world, 'sign-off-wanted')).toEqual([
    `sign-off-wanted ${MARA.userId}`,
    `sign-off-wanted ${TED.userId}`,
  ]);
  const owner = () =>
    rowsOf<{ payload: string }>(
      world.ports.database,
      "select payload from outbox where kind = 'change-task' order by id desc",
    )[0]?.payload ?? '{}';
  expect(JSON.parse(owner())).toMatchObject({ token: request.id, ownerId: TED.ownerId });
  expect(await turn(world)).toBe(0);
  await comeBack(world.console(MARA), absences[0]?.id ?? '');
  expect(SignOff.parse((await review(world.console(MARA), request.id)).signOff).goesTo[0]?.name).toBe(
    MARA.name,
  );
  expect(await turn(world)).toBe(1);
  expect(JSON.parse(owner())).toMatchObject({ token: request.id, ownerId: MARA.ownerId });
  expect(await turn(world)).toBe(0);
  expect(told(world, 'sign-off-wanted')).toHaveLength(2);
});

test('a task that was closed is handed to nobody', async () => {
  const world = await openWorld();
  const request = await asked(world.card(TOM), KESTREL);
  await decided(world.console(MARA), request.id, 'approve');
  await putOnShelf(world, withCreditAt('0.002', '2026-11-20', 'ruinous'));
  world.clock.advance(DAY_MS);
  await turn(world);
  await goAway(world.console(MARA), TED, { startsOn: '2026-11-20' });
  await turn(world);
  const changed = "select payload from outbox where kind = 'change-task'";
  expect(rowsOf(world.ports.database, changed)).toEqual([]);
});

test('approvals that end within a fortnight are listed, the first to end on top', async () => {
  const world = await openWorld();
  for (const [deal, validUntil] of [
    [KESTREL, '2026-12-03'],
    [MERIDIAN, '2026-12-01'],
  ] as const) {
    await saved(world.card(TOM), deal);
    const request = await asked(world.card(TOM), deal);
    const { seenHash } = await review(world.console(MARA), request.id);
    await decide(world.console(MARA), request.id, { kind: 'approve-with-conditions', seenHash, validUntil });
  }
  const ending = async () =>
    Queue.parse((await world.console(MARA).get('/sign-offs?status=expiring')).body).rows.map(
      ({ dealName }) => dealName,
    );
  expect(await ending()).toEqual(['Meridian Research', 'Kestrel Monitoring']);
  world.clock.set('2026-12-02T09:00:00.000Z');
  expect(await ending()).toEqual(['Kestrel Monitoring']);
  world.clock.set('2026-12-04T09:00:00.000Z');
  expect(await ending()).toEqual([]);
});
