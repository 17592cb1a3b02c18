import { DealView, type Sizing } from '@dealfloor/price-book';
import { expect, test } from 'vitest';
import { DEMO_PORTAL_ID, MARA, TED, TOM } from '../../../server/demo/demo-company.ts';
import { ATLAS, KESTREL, LUMEN } from '../../../server/demo/demo-deals.ts';
import { dealStanding } from '../../../server/sign-offs/deal-standing.ts';
import { problemOf } from '../../support/caller.ts';
import { COMPANY, dealsOfOneCompany } from '../../support/company-deals.ts';
import { openRaw } from '../../support/raw-sqlite.ts';
import { ask, decided, review, save } from '../../support/sign-off-steps.ts';
import { openWorld, type World } from '../../support/world.ts';

async function viewOf(world: World, dealId: string): Promise<DealView> {
  return DealView.parse((await world.card(TOM).get(`/deals/${dealId}`)).body);
}

async function isCleared({ ports }: World, dealId: string): Promise<boolean> {
  return (await dealStanding(ports, ports.database, DEMO_PORTAL_ID, dealId)).isCleared;
}

function withDiscount(sizing: Sizing, discount: string): Sizing {
  return { ...sizing, discount };
}

test('three deals of 59.9% merged are routed, the two that pass alone as well', async () => {
  const world = await openWorld();
  const sizings = [ATLAS.sizing, ATLAS.sizing, withDiscount(ATLAS.sizing, '0.155')];
  const [first = '', second = '', third = ''] = await dealsOfOneCompany(world, sizings);
  const view = await viewOf(world, first);
  expect(view.current?.estimate.verdict.word).toBe('thin');
  expect(view.status).toBe('draft');
  expect(view.company).toMatchObject({ companyName: COMPANY.name, windowDays: 90, marginPercent: '59.9' });
  expect(view.company?.sentence).toMatch(
    /^With 2 other deals of Brightside Social in 90 days: 59\.9% together\. .*below the 60% floor/,
  );
  expect(await Promise.all([first, second, third].map((id) => isCleared(world, id)))).toEqual([
    false,
    false,
    false,
  ]);
  const request = await ask(world.card(TOM), first, 1);
  expect(request.status, request.text).toBe(201);
  const seen = await review(world.console(MARA), (request.body as { id: string }).id);
  expect(seen.company?.others.map(({ name, word }) => [name, word])).toEqual([
    ['Part 2', 'thin'],
    ['Part 3', 'sign_off'],
  ]);
});

test('once the bad part is signed or lost, the good one needs nothing', async () => {
  const world = await openWorld();
  const [good = '', bad = ''] = await dealsOfOneCompany(world, [ATLAS.sizing, KESTREL.sizing]);
  expect(await isCleared(world, good)).toBe(false);
  const request = await ask(world.card(TOM), bad, 1);
  await decided(world.console(MARA), (request.body as { id: string }).id, 'approve');
  expect(await isCleared(world, good)).toBe(true);
  const view = await viewOf(world, good);
  expect(view.status).toBe('not-required');
  expect(view.company).toMatchObject({ word: null, others: [{ isCovered: true }] });
  expect(problemOf(await ask(world.card(TOM), good, 1)).message).toBe('This deal needs no sign-off.');

  const lost = await openWorld();
  const [kept = '', dropped = ''] = await dealsOfOneCompany(lost, [ATLAS.sizing, KESTREL.sizing]);
  openRaw(lost.file).prepare('update deals set is_closed = 1 where deal_id = ?').run(dropped);
  expect(await isCleared(lost, kept)).toBe(true);
  expect((await viewOf(lost, kept)).company).toBeNull();
});

test('a deal that was won counts for 90 days, and no day longer', async () => {
  const world = await openWorld();
  const [good = '', bad = ''] = await dealsOfOneCompany(world, [ATLAS.sizing, KESTREL.sizing]);
  const raw = openRaw(world.file);
  const wonOn = (day: string) =>
    raw.prepare('update deals set is_won = 1, is_closed = 1, close_date = ? where deal_id = ?').run(day, bad);
  wonOn('2026-08-21');
  expect(await isCleared(world, good)).toBe(false);
  wonOn('2026-08-20');
  expect(await isCleared(world, good)).toBe(true);
  raw.prepare("update deals set stage_since = '2026-11-18T08:00:00.000Z' where deal_id = ?").run(bad);
  expect(await isCleared(world, good)).toBe(false);
});

test('three deals each under the limit of the CFO need the CFO from the third on', async () => {
  const world = await openWorld();
  const big: Sizing = {
    ...KESTREL.sizing,
    price: { kind: 'seat', seats: 94, pricePerSeat: '89' },
    lines: KESTREL.sizing.lines.map((line) => ({ ...line, operations: (line.operations ?? 0) * 4 })),
  };
  const [first = ''] = await dealsOfOneCompany(world, [big]);
  const alone = await ask(world.card(TOM), first, 1);
  expect(alone.body).toMatchObject({ approvalsNeeded: 1 });
  await decided(world.console(MARA), (alone.body as { id: string }).id, 'approve');

  const others = await openWorld();
  const ids = await dealsOfOneCompany(others, [big, big, big]);
  const last = await ask(others.card(TOM), ids[2] ?? '', 1);
  expect(last.body).toMatchObject({ approvalsNeeded: 2 });
  const { id } = last.body as { id: string };
  expect((await decided(others.console(MARA), id, 'approve')).body).toMatchObject({ status: 'waiting' });
  expect((await decided(others.console(TED), id, 'approve')).body).toMatchObject({ status: 'approved' });
  const record = openRaw(others.file)
    .prepare("select record from audit_entries where action = 'sign-off-requested'")
    .pluck()
    .get() as string;
  expect(JSON.parse(record).company.others).toHaveLength(2);
});

test('a deal alone, one of another company and one that cannot be judged are not counted', async () => {
  const world = await openWorld();
  const [only = ''] = await dealsOfOneCompany(world, [ATLAS.sizing]);
  await save(world.card(TOM), LUMEN.id, LUMEN.sizing);
  const view = await viewOf(world, only);
  expect(view.company).toBeNull();
  expect(view.status).toBe('not-required');
});
