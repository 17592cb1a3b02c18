import { describe, expect, test } from 'vitest';
import { checkAssociationType, link } from '../../../server/hubspot/sandbox/links.ts';
import { acme, now, openWorld, other, seed, upstreamErrorOf } from './sandbox-world.ts';

describe.each(['2026-09', 'v3'] as const)('reading over the %s paths', (apiVersion) => {
  test('a deal comes with its stage, owner and primary company', async () => {
    const { hubspot } = await openWorld({ apiVersion });
    expect(await hubspot.getDeal(acme.portalId, '9001')).toMatchObject({
      id: '9001',
      name: 'Northwind, team plan',
      amount: '40392.00',
      currencyCode: 'USD',
      stage: 'presentationscheduled',
      stageLabel: 'Presentation Scheduled',
      pipeline: 'default',
      closeDate: '2026-12-18T00:00:00.000Z',
      ownerId: '11',
      isClosed: false,
      isWon: false,
      companyId: '501',
      companyName: 'Northwind Influence',
      archived: false,
    });
  });

  test('what HubSpot leaves empty is null, never an empty text or zero', async () => {
    const { hubspot } = await openWorld({ apiVersion });
    const deal = await hubspot.getDeal(acme.portalId, '9002');
    expect(deal).toMatchObject({ amount: null, currencyCode: null, stage: null, stageLabel: null });
    expect(deal).toMatchObject({ closeDate: null, ownerId: null, companyId: null, companyName: null });
    expect(new Set(Object.values(deal?.dealfloor ?? {}))).toEqual(new Set([null]));
    expect(Object.keys(deal?.dealfloor ?? {})).toContain('dealfloor_verdict');
  });

  test('of several companies it is the primary one that counts', async () => {
    const { hubspot, portal } = await openWorld({ apiVersion });
    const tie = (toId: string, typeId: number) =>
      link(
        portal,
        { fromType: 'deals', fromId: '9002', toType: 'companies', toId },
        checkAssociationType('deals', 'companies', typeId),
        { at: now },
      );
    tie('502', 341);
    expect(await hubspot.getDeal(acme.portalId, '9002')).toMatchObject({ companyId: '502' });
    tie('501', 5);
    expect(await hubspot.getDeal(acme.portalId, '9002')).toMatchObject({ companyId: '501' });
    tie('502', 5);
    expect(await hubspot.getDeal(acme.portalId, '9002')).toMatchObject({ companyName: 'Northwind Holding' });
  });

  test('a won deal is closed and won', async () => {
    const { hubspot } = await openWorld({ apiVersion });
    expect(await hubspot.getDeal(acme.portalId, '9003')).toMatchObject({ isClosed: true, isWon: true });
  });

  test('a deal that is not there, or not a number, is null', async () => {
    const { hubspot } = await openWorld({ apiVersion });
    expect(await hubspot.getDeal(acme.portalId, '123')).toBeNull();
    expect(await hubspot.getDeal(acme.portalId, '../companies/501')).toBeNull();
  });

  test('more than one page of deals is read whole, in order, once each', async () => {
    const many = Array.from({ length: 230 }, (_, index) => ({
      id: String(10_000 + index),
      companyId: String(30_000 + index),
      properties: { dealname: `Deal ${index}` },
    }));
    const companies = many.map((deal, index) => ({
      id: deal.companyId,
      properties: { name: `Company ${index}` },
    }));
    const { hubspot, sandbox } = await openWorld({
      apiVersion,
      seed: { portals: [{ ...acme, deals: many, companies }] },
    });
    const deals = await hubspot.listDeals(acme.portalId);
    expect(deals.map((deal) => deal.id)).toEqual(many.map((deal) => deal.id));
    expect(deals.map((deal) => deal.companyName)).toEqual(many.map((_, index) => `Company ${index}`));
    const paths = sandbox.state.journal.map((exchange) => exchange.path);
    expect(paths.filter((path) => path.endsWith('/deals') && path.includes('/objects'))).toHaveLength(3);
    expect(paths.filter((path) => path.endsWith('/companies/batch/read'))).toHaveLength(3);
  });

  test('owners who left are listed too, without a user id', async () => {
    const { hubspot } = await openWorld({ apiVersion });
    expect(await hubspot.listOwners(acme.portalId)).toEqual([
      {
        id: '11',
        userId: '901',
        email: 'priya@acme.example',
        firstName: 'Priya',
        lastName: 'Raman',
        archived: false,
      },
      {
        id: '12',
        userId: null,
        email: 'sam@acme.example',
        firstName: 'Sam',
        lastName: 'Okoro',
        archived: true,
      },
    ]);
  });
});

describe('accounts apart', () => {
  test('the same id in two accounts is two deals, and each sees its own', async () => {
    const { hubspot } = await openWorld();
    const [ours, theirs] = [
      await hubspot.getDeal(acme.portalId, '9001'),
      await hubspot.getDeal(other.portalId, '9001'),
    ];
    expect([ours?.companyName, theirs?.companyName]).toEqual(['Northwind Influence', 'Somebody else']);
    expect(await hubspot.getDeal(other.portalId, '9002')).toBeNull();
    expect((await hubspot.listDeals(other.portalId)).map((deal) => deal.name)).toEqual(['Foreign deal']);
    expect(await hubspot.listOwners(other.portalId)).toEqual([]);
  });

  test('a write with one account never touches the other', async () => {
    const { hubspot, sandbox } = await openWorld();
    const before = JSON.stringify([
      ...(sandbox.state.portals.get(acme.portalId)?.records.get('deals') ?? []),
    ]);
    await hubspot.updateDeal(other.portalId, '9001', { amount: '7' });
    expect((await upstreamErrorOf(hubspot.updateDeal(other.portalId, '9002', { amount: '7' }))).kind).toBe(
      'not-found',
    );
    const after = JSON.stringify([...(sandbox.state.portals.get(acme.portalId)?.records.get('deals') ?? [])]);
    expect(after).toBe(before);
  });
});

test('a company that is gone leaves the deal readable', async () => {
  const { hubspot, plan } = await openWorld({ seed });
  const body = {
    status: 'COMPLETE',
    results: [],
    numErrors: 1,
    errors: [{ category: 'OBJECT_NOT_FOUND', message: 'gone' }],
  };
  await plan({
    match: { path: 'companies/batch/read' },
    fault: { kind: 'status', status: 207, body, headers: {} },
  });
  expect(await hubspot.getDeal(acme.portalId, '9001')).toMatchObject({ companyId: '501', companyName: null });
});

test('a 207 with any other failure is no answer', async () => {
  const { hubspot, plan } = await openWorld();
  const failures = [{ numErrors: 1, errors: [{ category: 'INTERNAL_ERROR' }] }, { numErrors: 1 }];
  for (const failure of failures) {
    const body = { status: 'COMPLETE', results: [], ...failure };
    await plan({ match: { path: 'batch/read' }, fault: { kind: 'status', status: 207, body, headers: {} } });
    expect((await upstreamErrorOf(hubspot.getDeal(acme.portalId, '9001'))).kind).toBe('broken-answer');
  }
});
