import { Policy, Proposal, ProposalView } from '@dealfloor/price-book';
import { describe, expect, test } from 'vitest';
import {
  DEMO_PEOPLE,
  DEMO_PORTAL_ID,
  type DemoPerson,
  JOEL,
  MARA,
  TED,
  TOM,
} from '../../../server/demo/demo-company.ts';
import { ATLAS, KESTREL, LUMEN } from '../../../server/demo/demo-deals.ts';
import { diskFiles } from '../../../server/files.ts';
import { findPerson, systemActor } from '../../../server/people/actor.ts';
import { savePerson } from '../../../server/people/save-person.ts';
import { bundledPolicies } from '../../../server/price-books/import-files.ts';
import { importPolicy } from '../../../server/price-books/import-price-book.ts';
import { readLiveTerms } from '../../../server/price-books/live-terms.ts';
import { problemOf } from '../../support/caller.ts';
import { openRaw } from '../../support/raw-sqlite.ts';
import { withCreditAt } from '../../support/shelf.ts';
import { asked, decided, newKey, review, saved } from '../../support/sign-off-steps.ts';
import { openWorld, type World } from '../../support/world.ts';

const NOOR = person('9041');
const WHY = 'The board asked for it in November.';

function person(userId: string): DemoPerson {
  const found = DEMO_PEOPLE.find((candidate) => candidate.userId === userId);
  if (!found) throw new Error(`nobody has the id ${userId}`);
  return found;
}

function policyWith(changes: Partial<Policy>): Policy {
  const [first] = bundledPolicies(diskFiles);
  return Policy.parse({ ...first, version: '2026-11-19', effectiveFrom: '2026-11-19', ...changes });
}

function proposeAs(world: World, who: DemoPerson, change: object, key = newKey()) {
  return world.console(who).post('/proposals', { idempotencyKey: key, note: WHY, change });
}

async function proposed(world: World, who: DemoPerson, change: object): Promise<Proposal> {
  const answer = await proposeAs(world, who, change);
  expect(answer.status, answer.text).toBe(201);
  return Proposal.parse(answer.body);
}

type Verb = 'publish' | 'refuse' | 'withdraw';

function act(world: World, who: DemoPerson, { id }: Proposal, verb: Verb, note = '') {
  return world.console(who).post(`/proposals/${id}/${verb}`, { idempotencyKey: newKey(), note });
}

async function look(world: World, who: DemoPerson, { id }: Proposal): Promise<ProposalView> {
  return ProposalView.parse((await world.console(who).get(`/proposals/${id}`)).body);
}

const floorOf = async ({ ports }: World) =>
  (await readLiveTerms(ports, ports.database, DEMO_PORTAL_ID))?.policy.floor;

function promoted(who: DemoPerson, roles: string[]) {
  const { userId, email, name, ownerId } = who;
  return { kind: 'person', person: { userId, email, name, ownerId, roles } };
}

function auditOf(world: World, action: string): Record<string, unknown>[] {
  const rows = openRaw(world.file)
    .prepare('select record from audit_entries where action = ? and portal_id = ? order by sequence')
    .pluck()
    .all(action, DEMO_PORTAL_ID) as string[];
  return rows.map((record) => JSON.parse(record));
}

describe('a policy', () => {
  test('is in force only once another person published it, and both stand in the audit', async () => {
    const world = await openWorld();
    await saved(world.card(TOM), ATLAS);
    const proposal = await proposed(world, MARA, { kind: 'policy', policy: policyWith({ floor: '0.62' }) });
    expect(await floorOf(world)).toBe('0.6');
    const view = await look(world, JOEL, proposal);
    expect(view.differences).toEqual([{ what: 'Floor', before: '60%', after: '62%' }]);
    expect(view.deals).toMatchObject({
      looked: 1,
      changed: [{ dealId: ATLAS.id, before: { word: 'thin' }, after: { word: 'sign_off' } }],
    });
    expect(view.whyNotPublish).toBeNull();
    expect((await look(world, MARA, proposal)).whyNotPublish).toMatch(/You proposed this/);
    expect((await act(world, MARA, proposal, 'publish')).status).toBe(403);
    const published = await act(world, JOEL, proposal, 'publish');
    expect(published.status, published.text).toBe(200);
    expect(await floorOf(world)).toBe('0.62');
    expect(auditOf(world, 'policy-published')).toMatchObject([
      { proposedBy: MARA.userId, proposerName: MARA.name, decidedBy: JOEL.userId, actorName: JOEL.name },
    ]);
    expect(problemOf(await act(world, TED, proposal, 'publish')).message).toBe(
      `This was published by ${JOEL.name}. Nothing was changed.`,
    );
  });

  test('brings the dated rates of exchange that finance enters', async () => {
    const world = await openWorld();
    const rates = [{ currency: 'GBP', day: '2026-11-19', usdPerUnit: '1.31' }];
    const proposal = await proposed(world, MARA, {
      kind: 'policy',
      policy: policyWith({ exchangeRates: rates }),
    });
    expect((await look(world, JOEL, proposal)).differences).toEqual([
      { what: '1 EUR from 2026-11-20', before: '1.0842 USD', after: null },
      { what: '1 GBP from 2026-11-19', before: null, after: '1.31 USD' },
    ]);
  });

  test('never changes a running request', async () => {
    const world = await openWorld();
    const request = await asked(world.card(TOM), KESTREL);
    const before = await review(world.console(MARA), request.id);
    const policy = policyWith({
      floor: '0.1',
      target: '0.2',
      highUsageFloor: null,
      approvers: policyWith({}).approvers.map((row) => ({ ...row, signatures: ['finance', 'cfo'] })),
    });
    const proposal = await proposed(world, MARA, { kind: 'policy', policy });
    expect((await act(world, JOEL, proposal, 'publish')).status).toBe(200);
    const after = await review(world.console(MARA), request.id);
    expect(after.frozen).toEqual(before.frozen);
    expect(after.signOff).toMatchObject({ status: 'waiting', approvalsNeeded: 1 });
    expect((await decided(world.console(MARA), request.id, 'approve')).body).toMatchObject({
      status: 'approved',
    });
  });

  test('is refused on a stale base, in the past, without a reason, and under a name that is taken', async () => {
    const world = await openWorld();
    const first = await proposed(world, MARA, { kind: 'policy', policy: policyWith({ floor: '0.62' }) });
    const second = await proposed(world, MARA, {
      kind: 'policy',
      policy: policyWith({ floor: '0.5', version: 'other' }),
    });
    expect((await act(world, JOEL, first, 'publish')).status).toBe(200);
    const stale = await act(world, JOEL, second, 'publish');
    expect([stale.status, problemOf(stale).code]).toEqual([409, 'base-moved']);
    expect((await look(world, JOEL, second)).whyNotPublish).toMatch(/published since/);

    const past = policyWith({ version: 'late', effectiveFrom: '2026-11-18' });
    expect(problemOf(await proposeAs(world, MARA, { kind: 'policy', policy: past })).issues).toEqual([
      { path: 'change.policy.effectiveFrom', message: 'Choose today or a later day.' },
    ]);
    const taken = policyWith({ version: '2026-11-01' });
    expect((await proposeAs(world, MARA, { kind: 'policy', policy: taken })).status).toBe(409);
    const bare = { idempotencyKey: newKey(), note: 'Because', change: { kind: 'policy', policy: past } };
    expect((await world.console(MARA).post('/proposals', bare)).status).toBe(422);
  });

  test('whose first day is over by the time it would be published is refused', async () => {
    const world = await openWorld();
    const proposal = await proposed(world, MARA, { kind: 'policy', policy: policyWith({ floor: '0.62' }) });
    world.clock.set('2026-11-20T00:00:00.000Z');
    expect((await act(world, JOEL, proposal, 'publish')).status).toBe(422);
    expect(await floorOf(world)).toBe('0.6');
  });

  test('that became live by its date makes an older comparison stale', async () => {
    const world = await openWorld();
    const later = policyWith({ version: 'december', effectiveFrom: '2026-12-01', floor: '0.55' });
    await importPolicy(world.ports, systemActor(DEMO_PORTAL_ID), later);
    const policy = policyWith({ version: 'mine', effectiveFrom: '2026-12-05' });
    const proposal = await proposed(world, MARA, { kind: 'policy', policy });
    world.clock.set('2026-12-02T09:00:00.000Z');
    expect((await act(world, JOEL, proposal, 'publish')).status).toBe(409);
  });
});

test('a price book shows what it changes and which open deals, and is refused with a reason', async () => {
  const world = await openWorld();
  await saved(world.card(TOM), ATLAS);
  await saved(world.card(TOM), LUMEN);
  const priceBook = withCreditAt('0.001', '2026-11-20');
  const proposal = await proposed(world, JOEL, { kind: 'price-book', priceBook });
  const view = await look(world, MARA, proposal);
  expect(view.differences).toEqual([{ what: 'rates credit', before: '0.0008', after: '0.001' }]);
  expect(view.deals?.changed.map(({ dealId, after }) => [dealId, after.word])).toEqual([
    [ATLAS.id, 'sign_off'],
  ]);
  expect((await act(world, MARA, proposal, 'refuse', 'too soon')).status).toBe(422);
  expect((await act(world, MARA, proposal, 'refuse', 'Not before the new contract.')).status).toBe(200);
  expect((await act(world, MARA, proposal, 'publish')).status).toBe(409);
  const draft = { ...priceBook, version: 'a-draft', effectiveFrom: null };
  expect((await proposeAs(world, JOEL, { kind: 'price-book', priceBook: draft })).status).toBe(422);
});

describe('a person’s roles', () => {
  test('take effect only by publishing, and never by the one whom they are about', async () => {
    const world = await openWorld();
    const proposal = await proposed(world, NOOR, promoted(TOM, ['ae', 'finance']));
    const roles = async () => (await findPerson(world.ports.database, DEMO_PORTAL_ID, TOM.userId))?.roles;
    expect(await roles()).toEqual(['ae']);
    expect((await act(world, NOOR, proposal, 'publish')).status).toBe(403);
    expect((await act(world, TOM, proposal, 'publish')).status).toBe(404);
    expect((await act(world, MARA, proposal, 'publish')).status).toBe(200);
    expect(await roles()).toEqual(['ae', 'finance']);
    const mine = await proposed(world, MARA, promoted(JOEL, ['finance', 'cfo']));
    expect(problemOf(await act(world, JOEL, mine, 'publish')).message).toMatch(/This is about you/);
  });

  test('a twin of the proposer cannot publish, nor can SQL do it for them', async () => {
    const world = await openWorld();
    const twin = { ...JOEL, userId: '9059', ownerId: null, email: MARA.email.toUpperCase() };
    const { userId, email, name } = twin;
    const roles = ['finance' as const];
    await savePerson(world.ports, systemActor(DEMO_PORTAL_ID), { userId, email, name, ownerId: null, roles });
    const proposal = await proposed(world, MARA, promoted(TOM, ['ae', 'finance']));
    const answer = await world.console(twin).post(`/proposals/${proposal.id}/publish`, {
      idempotencyKey: newKey(),
      note: '',
    });
    expect([answer.status, problemOf(answer).code]).toEqual([403, 'cannot-publish']);

    const raw = openRaw(world.file);
    const publish = raw.prepare("update proposals set state = 'published', decided_by = ? where id = ?");
    for (const by of [MARA.userId, twin.userId, null]) {
      expect(() => publish.run(by, proposal.id)).toThrow(/nobody publishes their own/);
    }
    const frozen = raw.prepare("update proposals set body = '{}' where id = ?");
    expect(() => frozen.run(proposal.id)).toThrow(/never changed/);
    expect(() => raw.exec('delete from proposals')).toThrow(/never deleted/);
    publish.run(JOEL.userId, proposal.id);
    expect(() => publish.run(JOEL.userId, proposal.id)).toThrow(/decided once/);
  });

  test('a change of the person in between makes the proposal stale', async () => {
    const world = await openWorld();
    const proposal = await proposed(world, NOOR, promoted(TOM, ['ae', 'manager']));
    const other = await proposed(world, NOOR, promoted(TOM, ['ae', 'csm']));
    expect((await act(world, MARA, other, 'publish')).status).toBe(200);
    expect((await act(world, MARA, proposal, 'publish')).status).toBe(409);
  });
});

test('only finance and admins see and propose; those who can publish hear of it; one’s own is taken back', async () => {
  const world = await openWorld();
  const change = { kind: 'policy', policy: policyWith({ floor: '0.62' }) };
  for (const who of [TOM, NOOR]) expect((await proposeAs(world, who, change)).status).toBe(403);
  const proposal = await proposed(world, MARA, change);
  expect((await world.console(TOM).get('/proposals')).status).toBe(403);
  expect((await world.console(NOOR).get(`/proposals/${proposal.id}`)).status).toBe(404);
  expect((await world.console(NOOR).get('/proposals')).body).toEqual([]);
  expect((await world.console(JOEL).get('/proposals')).body).toMatchObject([{ id: proposal.id }]);
  const heard = openRaw(world.file)
    .prepare("select to_user_id from notices where kind = 'proposal'")
    .pluck()
    .all();
  expect(heard).toContain(JOEL.userId);
  expect(heard).toContain(TED.userId);
  expect(heard).not.toContain(MARA.userId);
  expect(heard).not.toContain(NOOR.userId);
  const deals = openRaw(world.file).prepare("select distinct deal_id from notices where kind = 'proposal'");
  expect(deals.pluck().all()).toEqual([null]);
  expect((await act(world, JOEL, proposal, 'withdraw')).status).toBe(403);
  expect((await act(world, MARA, proposal, 'withdraw')).body).toMatchObject({ state: 'withdrawn' });
});
