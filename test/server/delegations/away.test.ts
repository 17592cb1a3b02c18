import { Away, SignOff } from '@dealfloor/price-book';
import { describe, expect, test } from 'vitest';
import {
  DANA,
  DEMO_PORTAL_ID,
  type DemoPerson,
  JOEL,
  MARA,
  TED,
  TOM,
} from '../../../server/demo/demo-company.ts';
import { KESTREL, TIDEWATER } from '../../../server/demo/demo-deals.ts';
import { systemActor } from '../../../server/people/actor.ts';
import { savePerson } from '../../../server/people/save-person.ts';
import { comeBack, goAway, tryAway } from '../../support/away-steps.ts';
import { problemOf } from '../../support/caller.ts';
import { openRaw, rowCounts, rowsOf } from '../../support/raw-sqlite.ts';
import { ask, asked, decided, newKey, review } from '../../support/sign-off-steps.ts';
import { DAY_MS } from '../../support/test-clock.ts';
import { openWorld, type World } from '../../support/world.ts';

async function awayOf(world: World, person: DemoPerson): Promise<Away> {
  return Away.parse((await world.console(person).get('/me/away')).body);
}

function actions(world: World): string[] {
  const entries = rowsOf<{ action: string; actor: string }>(
    world.ports.database,
    "select action, actor from audit_entries where action like 'delegation-%' order by sequence",
  );
  return entries.map(({ action, actor }) => `${action} by ${actor}`);
}

describe('handing over', () => {
  test('shows the chain and where it ends, and is on record; coming back ends it at once', async () => {
    const world = await openWorld();
    await goAway(world.console(JOEL), TED);
    const away = await goAway(world.console(MARA), JOEL);
    expect(away.absences).toMatchObject([
      { isNow: true, mayDecideLoss: false, chain: [{ name: 'Joel Brandão' }, { name: 'Ted Marsh' }] },
    ]);
    expect(away.absences[0]?.decides?.name).toBe('Ted Marsh');
    expect((await awayOf(world, TED)).standsInFor).toEqual([
      { userId: MARA.userId, name: MARA.name, until: '2026-11-27' },
      { userId: JOEL.userId, name: JOEL.name, until: '2026-11-27' },
    ]);
    const back = await comeBack(world.console(MARA), away.absences[0]?.id ?? '');
    expect(back.status).toBe(200);
    expect(Away.parse(back.body).absences).toEqual([]);
    expect(actions(world)).toEqual([
      `delegation-made by ${JOEL.userId}`,
      `delegation-made by ${MARA.userId}`,
      `delegation-ended by ${MARA.userId}`,
    ]);
  });

  test('the same key makes one absence and one return, another body is refused', async () => {
    const world = await openWorld();
    const [mara, key] = [world.console(MARA), newKey()];
    const first = await tryAway(mara, JOEL.userId, { key });
    expect((await tryAway(mara, JOEL.userId, { key })).text).toBe(first.text);
    world.clock.advance(DAY_MS);
    expect((await tryAway(mara, JOEL.userId, { key })).text).toBe(first.text);
    expect((await tryAway(mara, TED.userId, { key })).status).toBe(409);
    expect(rowCounts(world.ports.database).delegations).toBe(1);
    const [id, end] = [Away.parse(first.body).absences[0]?.id ?? '', newKey()];
    const ended = await comeBack(mara, id, end);
    expect((await comeBack(mara, id, end)).text).toBe(ended.text);
    expect(problemOf(await comeBack(mara, id)).message).toBe('You have ended this absence already.');
    expect(actions(world)).toHaveLength(2);
  });

  const REFUSED: [string, DemoPerson, string, object, number, string][] = [
    ['a seller', TOM, JOEL.userId, {}, 403, 'Only finance and the CFO see and decide requests.'],
    ['to a seller', MARA, TOM.userId, {}, 422, 'Choose somebody of finance, or the CFO.'],
    ['to nobody', MARA, '1', {}, 422, 'Choose somebody of finance, or the CFO.'],
    ['to oneself', MARA, MARA.userId, {}, 422, 'Choose somebody else: this is you.'],
    ['from yesterday', MARA, JOEL.userId, { startsOn: '2026-11-18' }, 422, 'Choose today or a later day.'],
    ['for ever', MARA, JOEL.userId, { endsOn: '2027-11-20' }, 422, 'An absence lasts a year at most.'],
    ['backwards', MARA, JOEL.userId, { endsOn: '2026-11-18' }, 422, 'The last day is not before the first.'],
    ['on no day', MARA, JOEL.userId, { endsOn: '2026-02-30' }, 422, ''],
  ];
  test.each(REFUSED)(
    'is refused to %s, and leaves nothing',
    async (_, person, to, absence, status, words) => {
      const world = await openWorld();
      const rows = rowCounts(world.ports.database);
      const answer = await tryAway(world.console(person), to, absence);
      expect(answer.status).toBe(status);
      const { message, issues = [] } = problemOf(answer);
      expect([message, ...issues.map((issue) => issue.message)].join(' ')).toContain(words);
      expect(rowCounts(world.ports.database)).toEqual(rows);
    },
  );

  test('a second account of one’s own is oneself', async () => {
    const world = await openWorld();
    const twin = { userId: '9050', email: MARA.email.toUpperCase(), name: 'Fin Twin', ownerId: null };
    await savePerson(world.ports, systemActor(DEMO_PORTAL_ID), { ...twin, roles: ['finance'] });
    const answer = await tryAway(world.console(MARA), twin.userId);
    expect(problemOf(answer).message).toBe('Choose somebody else: this is you.');
  });

  test('nobody is away twice on a day, and nobody ends what is another’s', async () => {
    const world = await openWorld();
    const mara = await goAway(world.console(MARA), JOEL);
    const again = await tryAway(world.console(MARA), TED.userId, {
      startsOn: '2026-11-27',
      endsOn: '2026-12-01',
    });
    expect(again.status).toBe(409);
    expect(problemOf(again).message).toBe(
      'You are away from 19 Nov 2026 to 27 Nov 2026 already. End that first.',
    );
    await goAway(world.console(MARA), TED, { startsOn: '2026-11-28', endsOn: '2026-12-01' });
    expect((await comeBack(world.console(JOEL), mara.absences[0]?.id ?? '')).status).toBe(404);
    expect((await comeBack(world.console(JOEL), '0'.repeat(32))).status).toBe(404);
  });

  test('what was handed over is never changed or deleted by SQL, and is ended once', async () => {
    const world = await openWorld();
    await goAway(world.console(MARA), JOEL);
    const connection = openRaw(world.file);
    expect(() => connection.exec('delete from delegations')).toThrow(/never deleted/);
    expect(() => connection.exec("update delegations set to_user_id = '9001'")).toThrow(/never changed/);
    expect(() => connection.exec("update delegations set ends_on = '2030-01-01'")).toThrow(/never changed/);
    connection.exec("update delegations set ended_at = 'now'");
    expect(() => connection.exec('update delegations set ended_at = null')).toThrow(/never changed/);
  });
});

describe('a loop is refused when it is saved', () => {
  test('with the name of who sends it back', async () => {
    const world = await openWorld();
    await goAway(world.console(JOEL), MARA);
    const rows = rowCounts(world.ports.database);
    const answer = await tryAway(world.console(MARA), JOEL.userId);
    expect(answer.status).toBe(409);
    expect(problemOf(answer)).toMatchObject({
      code: 'delegation-loop',
      message: 'Joel is away the same days and sends to you.',
    });
    expect(rowCounts(world.ports.database)).toEqual(rows);
  });

  test('over two, and only on days that all of them share', async () => {
    const world = await openWorld();
    await goAway(world.console(JOEL), TED, { endsOn: '2026-11-23' });
    await goAway(world.console(TED), MARA, { startsOn: '2026-11-22' });
    const answer = await tryAway(world.console(MARA), JOEL.userId);
    expect(problemOf(answer).message).toBe('Joel is away the same days and sends to Ted, who sends to you.');
    expect((await tryAway(world.console(MARA), JOEL.userId, { endsOn: '2026-11-21' })).status).toBe(201);
    const later = { startsOn: '2026-11-24', endsOn: '2026-11-27' };
    expect((await tryAway(world.console(MARA), JOEL.userId, later)).status).toBe(201);
  });

  test('also of two who leave at the same moment', async () => {
    const world = await openWorld();
    const both = [tryAway(world.console(MARA), JOEL.userId), tryAway(world.console(JOEL), MARA.userId)];
    const statuses = (await Promise.all(both)).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([201, 409]);
  });
});

describe('a delegate', () => {
  test('of a chain of two is asked, gets the task, and decides for whom it was meant', async () => {
    const world = await openWorld();
    await goAway(world.console(JOEL), TED);
    await goAway(world.console(MARA), JOEL);
    const request = await asked(world.card(TOM), KESTREL);
    expect(request.goesTo).toEqual([
      {
        userId: TED.userId,
        name: 'Ted Marsh',
        signature: 'finance',
        insteadOf: { userId: MARA.userId, name: 'Mara Lindqvist' },
      },
    ]);
    const again = await ask(world.card(TOM), KESTREL.id, request.estimateVersion);
    expect(problemOf(again).message).toBe(
      'Already waiting with Ted Marsh since Thu 10:14. Withdraw to change it.',
    );
    const told = rowsOf<{ to_user_id: string }>(
      world.ports.database,
      "select to_user_id from notices where kind = 'sign-off-wanted' and to_user_id <> 'slack-channel'",
    );
    expect(told).toEqual([{ to_user_id: TED.userId }]);
    const [task] = rowsOf<{ payload: string }>(
      world.ports.database,
      "select payload from outbox where kind = 'open-task'",
    );
    expect(JSON.parse(task?.payload ?? '{}')).toMatchObject({ ownerId: TED.ownerId });
    const signed = SignOff.parse((await decided(world.console(TED), request.id, 'approve')).body);
    expect(signed.decisions[0]).toMatchObject({
      by: { name: 'Ted Marsh' },
      onBehalfOf: { name: 'Mara Lindqvist' },
    });
    const [entry] = rowsOf<{ record: string }>(
      world.ports.database,
      "select record from audit_entries where action = 'sign-off-approve'",
    );
    const record = JSON.parse(entry?.record ?? '{}');
    expect(record.decision.onBehalfOf).toBe(MARA.userId);
    expect(record.actorName).toBe('Ted Marsh for Mara Lindqvist');
  });

  test('decides nothing any more the day after the last, and nothing the day before the first', async () => {
    const world = await openWorld();
    await goAway(world.console(TED), JOEL, {
      startsOn: '2026-11-20',
      endsOn: '2026-11-20',
      mayDecideLoss: true,
    });
    const request = await asked(world.card(DANA), TIDEWATER);
    await decided(world.console(MARA), request.id, 'approve');
    const canJoel = async () => (await review(world.console(JOEL), request.id)).canDecide;
    const seen = [];
    for (let day = 0; day < 3; day += 1) {
      seen.push(await canJoel());
      world.clock.advance(DAY_MS);
    }
    expect(seen).toEqual([false, true, false]);
    expect((await awayOf(world, TED)).absences).toEqual([]);
  });

  test('signs a loss for the CFO only when he said so, and never beside their own signature', async () => {
    const world = await openWorld();
    await goAway(world.console(TED), JOEL);
    const request = await asked(world.card(DANA), TIDEWATER);
    expect(request.goesTo.map(({ name }) => name)).toEqual(['Mara Lindqvist', 'Ted Marsh']);
    await decided(world.console(MARA), request.id, 'approve');
    expect((await decided(world.console(JOEL), request.id, 'approve')).status).toBe(403);
    const [absence] = (await awayOf(world, TED)).absences;
    await comeBack(world.console(TED), absence?.id ?? '');
    await goAway(world.console(TED), JOEL, { mayDecideLoss: true });
    const signed = SignOff.parse((await decided(world.console(JOEL), request.id, 'approve')).body);
    expect(signed).toMatchObject({ status: 'approved', approvalsGiven: 2 });
    expect(signed.decisions[1]?.onBehalfOf?.name).toBe('Ted Marsh');
  });

  test('who signed for the CFO does not sign for finance, nor does the CFO once he is back', async () => {
    const world = await openWorld();
    const { absences } = await goAway(world.console(TED), MARA, { mayDecideLoss: true });
    const request = await asked(world.card(DANA), TIDEWATER);
    expect(request.goesTo.map(({ name }) => name)).toEqual(['Joel Brandão', 'Mara Lindqvist']);
    const first = SignOff.parse((await decided(world.console(MARA), request.id, 'approve')).body);
    expect(first).toMatchObject({ status: 'waiting', approvalsGiven: 1 });
    await comeBack(world.console(TED), absences[0]?.id ?? '');
    const twice = await decided(world.console(MARA), request.id, 'approve');
    expect(problemOf(twice).message).toBe('You have signed. A second person must sign too.');
    const ted = await decided(world.console(TED), request.id, 'approve');
    expect(problemOf(ted).message).toBe('Mara Lindqvist has signed for you. A second person must sign too.');
    const second = SignOff.parse((await decided(world.console(JOEL), request.id, 'approve')).body);
    expect(second.status).toBe('approved');
  });
});

describe('T20: a right that goes while it is used', () => {
  const TAKEN: [string, (world: World, absence: string) => Promise<unknown>][] = [
    [
      'the delegate’s role',
      (world) => {
        const { userId, email, name, ownerId } = JOEL;
        return savePerson(world.ports, systemActor(DEMO_PORTAL_ID), {
          userId,
          email,
          name,
          ownerId,
          roles: ['ae'],
        });
      },
    ],
    ['the delegation', (world, absence) => comeBack(world.console(TED), absence)],
    [
      'the delegator’s role',
      (world) => {
        const { userId, email, name, ownerId } = TED;
        return savePerson(world.ports, systemActor(DEMO_PORTAL_ID), {
          userId,
          email,
          name,
          ownerId,
          roles: ['manager'],
        });
      },
    ],
  ];
  const orders = TAKEN.flatMap(([what, take]) =>
    (['before', 'after', 'at once'] as const).map((when) => [what, when, take] as const),
  );

  test.each(orders)('%s taken %s the decision: one order of the two holds', async (what, when, take) => {
    const world = await openWorld();
    const { absences } = await goAway(world.console(TED), JOEL, { mayDecideLoss: true });
    const request = await asked(world.card(DANA), TIDEWATER);
    await decided(world.console(MARA), request.id, 'approve');
    const { seenHash } = await review(world.console(JOEL), request.id);
    const body = { kind: 'approve', idempotencyKey: newKey(), seenHash, note: '' };
    const approve = () => world.console(JOEL).post(`/sign-offs/${request.id}/decisions`, body);
    const remove = () => take(world, absences[0]?.id ?? '');
    if (when === 'before') await remove();
    const deciding = approve();
    const answer = when === 'at once' ? (await Promise.all([deciding, remove()]))[0] : await deciding;
    if (when === 'after') await remove();
    const order = rowsOf<{ action: string }>(
      world.ports.database,
      `select action from audit_entries where action in
       ('sign-off-approve', 'decision-refused', 'roles-given', 'delegation-ended') order by sequence desc limit 2`,
    ).map(({ action }) => action);
    const wasFirst = order[1] === 'sign-off-approve';
    expect(answer.status, what).toBe(wasFirst ? 200 : 403);
    if (when !== 'at once') expect(wasFirst).toBe(when === 'after');
    const stored = rowsOf<{ on_behalf_of: string | null }>(
      world.ports.database,
      'select on_behalf_of from decisions where decided_by = ?',
      JOEL.userId,
    );
    expect(stored).toEqual(wasFirst ? [{ on_behalf_of: TED.userId }] : []);
  });
});
