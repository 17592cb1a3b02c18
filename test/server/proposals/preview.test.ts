import { KnownPerson, PolicyInForce, Proposal, ProposalPreview, ProposalView } from '@dealfloor/price-book';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  DEMO_PEOPLE,
  DEMO_PORTAL_ID,
  type DemoPerson,
  IMANI,
  JOEL,
  MARA,
  TED,
  TOM,
} from '../../../server/demo/demo-company.ts';
import { ATLAS } from '../../../server/demo/demo-deals.ts';
import { findPerson, systemActor } from '../../../server/people/actor.ts';
import { savePerson } from '../../../server/people/save-person.ts';
import { importPolicy } from '../../../server/price-books/import-price-book.ts';
import { problemOf } from '../../support/caller.ts';
import { rowCounts } from '../../support/raw-sqlite.ts';
import { bookFrom, withCreditAt } from '../../support/shelf.ts';
import { newKey, saved } from '../../support/sign-off-steps.ts';
import { OTHER_FINANCE, OTHER_PORTAL_ID } from '../../support/two-portals.ts';
import { openWorld, type World } from '../../support/world.ts';

const WHY = 'The board asked for it in November.';
const NOOR = DEMO_PEOPLE.find(({ roles }) => roles.includes('admin')) ?? MARA;

function previewAs(world: World, who: DemoPerson, change: object) {
  return world.console(who).post('/proposals/preview', { change });
}

async function policyInForce(world: World): Promise<PolicyInForce> {
  return PolicyInForce.parse((await world.console(MARA).get('/policy')).body);
}

async function higherFloor(world: World, changes: object = {}) {
  const { policy } = await policyInForce(world);
  const next = { ...policy, version: '2026-11-20', effectiveFrom: '2026-11-20', floor: '0.62', ...changes };
  return { kind: 'policy', policy: next };
}

function record({ userId, name, ownerId }: DemoPerson, changes: object = {}) {
  return { kind: 'person', person: { userId, name, ownerId, email: null, roles: ['ae'], ...changes } };
}

describe('a preview', () => {
  test('says what the proposal will say, and writes nothing', async () => {
    const world = await openWorld();
    await saved(world.card(TOM), ATLAS);
    const change = await higherFloor(world);
    const before = rowCounts(world.ports.database);
    const answer = await previewAs(world, MARA, change);
    expect(answer.status, answer.text).toBe(200);
    expect(rowCounts(world.ports.database)).toEqual(before);
    const preview = ProposalPreview.parse(answer.body);
    expect(preview).toMatchObject({
      differences: [{ what: 'Floor', before: '60%', after: '62%' }],
      deals: {
        looked: 1,
        changed: [{ dealId: ATLAS.id, before: { word: 'thin' }, after: { word: 'sign_off' } }],
      },
      publishers: [{ name: JOEL.name }, { name: TED.name }],
    });
    const sent = { idempotencyKey: newKey(), note: WHY, change };
    const { id } = Proposal.parse((await world.console(MARA).post('/proposals', sent)).body);
    expect(ProposalView.parse((await world.console(JOEL).get(`/proposals/${id}`)).body)).toMatchObject(
      preview,
    );
  });

  test('of a price book and of a person shows theirs', async () => {
    const world = await openWorld();
    await saved(world.card(TOM), ATLAS);
    const book = { kind: 'price-book', priceBook: withCreditAt('0.001', '2026-11-20') };
    expect((await previewAs(world, JOEL, book)).body).toMatchObject({
      differences: [{ what: 'rates credit', before: '0.0008', after: '0.001' }],
      deals: { changed: [{ dealId: ATLAS.id }] },
    });
    const preview = await previewAs(world, NOOR, record(JOEL, { roles: ['finance', 'cfo'] }));
    expect(preview.body).toEqual({
      differences: [{ what: 'Roles', before: 'finance', after: 'cfo, finance' }],
      deals: null,
      publishers: [MARA, TED].map(({ userId, name }) => ({ userId, name })),
    });
  });

  test('refuses what the proposal would be refused for, at its field', async () => {
    const world = await openWorld();
    const past = await previewAs(world, MARA, await higherFloor(world, { effectiveFrom: '2026-11-18' }));
    expect([past.status, problemOf(past).issues]).toEqual([
      422,
      [{ path: 'change.policy.effectiveFrom', message: 'Choose today or a later day.' }],
    ]);
    const taken = await previewAs(world, MARA, await higherFloor(world, { version: '2026-11-01' }));
    expect([taken.status, problemOf(taken).code]).toEqual([409, 'version-is-taken']);
    const low = await previewAs(world, MARA, await higherFloor(world, { target: '0.5' }));
    expect(problemOf(low).issues).toEqual([
      { path: 'change.policy.target', message: 'The target cannot be below the floor.' },
    ]);
    const priceBook = { ...bookFrom('2026-11-20'), rates: { credit: 'cheap' } };
    const cheap = await previewAs(world, MARA, { kind: 'price-book', priceBook });
    expect(problemOf(cheap).issues?.map(({ path }) => path)).toEqual(['change.priceBook.rates.credit']);
  });

  test('is closed to those whose work it is not, and so is what it starts from', async () => {
    const world = await openWorld();
    const change = await higherFloor(world);
    for (const who of [TOM, IMANI, NOOR]) expect((await previewAs(world, who, change)).status).toBe(403);
    for (const who of [TOM, IMANI]) {
      expect((await previewAs(world, who, record(TOM))).status).toBe(403);
      expect((await world.console(who).get('/policy')).status).toBe(403);
      expect((await world.console(who).get('/people')).status).toBe(403);
    }
    expect((await previewAs(world, NOOR, record(TOM))).status).toBe(200);
  });
});

describe('the address of a person', () => {
  test('is told by no answer, and stays theirs when a proposal does not send one', async () => {
    const world = await openWorld();
    const people = await world.console(MARA).get('/people');
    expect(people.text).not.toContain('@');
    expect(z.array(KnownPerson).parse(people.body)).toContainEqual({
      userId: TOM.userId,
      name: TOM.name,
      ownerId: TOM.ownerId,
      roles: ['ae'],
    });
    const change = record(TOM, { roles: ['ae', 'manager'] });
    const sent = { idempotencyKey: newKey(), note: WHY, change };
    const { id } = Proposal.parse((await world.console(NOOR).post('/proposals', sent)).body);
    expect((await world.console(MARA).get(`/proposals/${id}`)).text).not.toContain(TOM.email);
    const publish = { idempotencyKey: newKey(), note: '' };
    expect((await world.console(MARA).post(`/proposals/${id}/publish`, publish)).status).toBe(200);
    expect(await findPerson(world.ports.database, DEMO_PORTAL_ID, TOM.userId)).toMatchObject({
      email: TOM.email,
      roles: ['ae', 'manager'],
    });
  });

  test('must be written for somebody new, also when another portal knows them', async () => {
    const world = await openWorld();
    const { userId, email, name, roles } = OTHER_FINANCE;
    const stranger = { userId, email, name, ownerId: null, roles: [...roles] };
    await savePerson(world.ports, systemActor(OTHER_PORTAL_ID), stranger);
    expect((await world.console(MARA).get('/people')).text).not.toContain(name);
    const answer = await previewAs(world, MARA, record(OTHER_FINANCE));
    expect(answer.status).toBe(422);
    expect(problemOf(answer).issues?.map(({ path }) => path)).toEqual(['change.person.email']);
  });
});

test('a policy starts from the one in force in its own portal, and names what was published for later', async () => {
  const world = await openWorld();
  const { policy } = await policyInForce(world);
  const december = { ...policy, version: 'december', effectiveFrom: '2026-12-01', floor: '0.55' };
  await importPolicy(world.ports, systemActor(DEMO_PORTAL_ID), december);
  for (const effectiveFrom of ['2026-11-15', '2026-12-02']) {
    const foreign = { ...policy, version: `foreign-${effectiveFrom}`, effectiveFrom, floor: '0.1' };
    await importPolicy(world.ports, systemActor(OTHER_PORTAL_ID), foreign);
  }
  expect(await policyInForce(world)).toEqual({
    today: '2026-11-19',
    policy,
    later: [{ version: 'december', effectiveFrom: '2026-12-01' }],
  });
});
