import { describe, expect, test } from 'vitest';
import { acme, now, openWorld, post, seed } from './sandbox-world.ts';

type Call = { method?: string; path: string; token?: string; body?: unknown };

async function refusal(url: string, call: Call): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await fetch(url + call.path, {
    method: call.method ?? 'GET',
    headers: { authorization: `Bearer ${call.token ?? acme.token}`, 'content-type': 'application/json' },
    ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
  });
  expect(answer.headers.get('x-dealfloor-sandbox')).toBe('1');
  return { status: answer.status, body: await answer.json() };
}

const deals = '/crm/objects/2026-09/deals';
const set = (properties: unknown): Call => ({ method: 'PATCH', path: `${deals}/9001`, body: { properties } });
const tied = (typeId: number, to = '9001'): Call => ({
  method: 'POST',
  path: '/crm/objects/2026-09/tasks',
  body: {
    properties: { hs_timestamp: '1795255200000' },
    associations: [
      { to: { id: to }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: typeId }] },
    ],
  },
});

describe('what HubSpot would refuse', () => {
  test.each<[string, Call, number, string]>([
    ['a token it does not know', { path: deals, token: 'nobody' }, 401, 'INVALID_AUTHENTICATION'],
    ['a record that is not there', { path: `${deals}/77` }, 404, 'OBJECT_NOT_FOUND'],
    ['an object type it does not have', { path: '/crm/objects/2026-09/unicorns' }, 404, 'OBJECT_NOT_FOUND'],
    ['a path it does not have', { path: '/crm/nothing' }, 404, 'OBJECT_NOT_FOUND'],
    ['an unknown property', set({ no_such: 'x' }), 400, 'PROPERTY_DOESNT_EXIST'],
    ['a calculated property', set({ hs_mrr: '5' }), 400, 'READ_ONLY_VALUE'],
    ['an option that is none', set({ dealtype: 'gift' }), 400, 'INVALID_OPTION'],
    ['a stage of no pipeline', set({ dealstage: 'limbo' }), 400, 'INVALID_OPTION'],
    ['an owner who left', set({ hubspot_owner_id: '12' }), 400, 'INVALID_OWNER_ID'],
    ['a number with a comma', set({ amount: '1,000' }), 400, 'INVALID_NUMBER'],
    ['a number with a space', set({ amount: ' 1000' }), 400, 'INVALID_VALUE'],
    ['a date that is none', set({ closedate: 'tomorrow' }), 400, 'INVALID_LONG'],
    ['a task tied the wrong way', tied(215), 400, 'INVALID_ASSOCIATION_TYPE'],
    ['a task tied to a deal that is not there', tied(216, '77'), 404, 'OBJECT_NOT_FOUND'],
    [
      'a task without a due date',
      { method: 'POST', path: '/crm/objects/2026-09/tasks', body: { properties: {} } },
      400,
      'REQUIRED_FIELD',
    ],
    [
      '101 at once',
      {
        method: 'POST',
        path: `${deals}/batch/read`,
        body: { inputs: Array.from({ length: 101 }, () => ({ id: '1' })) },
      },
      400,
      'VALIDATION_ERROR',
    ],
    ['a page of 101', { path: `${deals}?limit=101` }, 400, 'VALIDATION_ERROR'],
  ])('%s', async (_name, call, status, code) => {
    const { sandbox } = await openWorld();
    const refused = await refusal(sandbox.url, call);
    expect(refused.status).toBe(status);
    expect(refused.body).toMatchObject({
      status: 'error',
      correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(JSON.stringify(refused.body)).toContain(code);
  });

  test('a refused create leaves nothing behind', async () => {
    const { sandbox, portal } = await openWorld();
    await refusal(sandbox.url, tied(215));
    await refusal(sandbox.url, tied(216, '77'));
    expect(portal.records.get('tasks')?.size).toBe(0);
    expect(portal.links.filter((link) => link.fromType === 'tasks')).toEqual([]);
  });

  test('a scope the app was not granted is named', async () => {
    const [first] = seed.portals;
    const { sandbox } = await openWorld({
      seed: { portals: [{ ...acme, ...first, scopes: ['crm.objects.deals.read'] }] },
    });
    const refused = await refusal(sandbox.url, set({ amount: '1' }));
    expect(refused.status).toBe(403);
    expect(refused.body).toMatchObject({
      category: 'MISSING_SCOPES',
      errors: [{ context: { requiredGranularScopes: ['crm.objects.deals.write'] } }],
    });
  });

  test('a property that exists already is a conflict', async () => {
    const { sandbox } = await openWorld();
    const body = { name: 'dealfloor', label: 'Dealfloor' };
    const create = { method: 'POST', path: '/crm/properties/2026-09/deals/groups', body };
    expect((await refusal(sandbox.url, create)).status).toBe(201);
    expect(await refusal(sandbox.url, create)).toMatchObject({
      status: 409,
      body: { category: 'OBJECT_ALREADY_EXISTS' },
    });
  });

  test('JSON that is none is a 400, not a crash', async () => {
    const { sandbox } = await openWorld();
    const answer = await fetch(`${sandbox.url}${deals}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${acme.token}`, 'content-type': 'application/json' },
      body: '{"properties":',
    });
    expect(answer.status).toBe(400);
  });
});

describe('the strings of the stand-in', () => {
  test('the same steps give the same ids, also after a reset', async () => {
    const { sandbox, hubspot } = await openWorld();
    const note = { dealId: '9001', bodyHtml: 'x', token: 'n-1', at: now };
    const first = await hubspot.addNote(acme.portalId, note);
    await post(`${sandbox.url}/_control/reset`, {});
    expect(await hubspot.addNote(acme.portalId, note)).toEqual(first);
  });

  test('reset brings the first seed back, and a posted seed replaces its portal', async () => {
    const { sandbox, hubspot } = await openWorld();
    await hubspot.updateDeal(acme.portalId, '9001', { amount: '1' });
    await post(`${sandbox.url}/_control/reset`, {});
    expect((await hubspot.getDeal(acme.portalId, '9001'))?.amount).toBe('40392.00');
    const planted = await post(`${sandbox.url}/_control/seed`, {
      portals: [{ ...acme, deals: [{ id: '1', properties: { dealname: 'Only one' } }] }],
    });
    expect(planted.status).toBe(201);
    expect((await hubspot.listDeals(acme.portalId)).map((deal) => deal.name)).toEqual(['Only one']);
  });

  test('a seed with a property that HubSpot does not have is refused', async () => {
    const { sandbox } = await openWorld();
    const deals = [{ id: '1', properties: { colour: 'red' } }];
    const planted = await post(`${sandbox.url}/_control/seed`, { portals: [{ ...acme, deals }] });
    expect(planted.status).toBe(400);
  });

  test('the journal keeps bodies and no token', async () => {
    const { sandbox, hubspot } = await openWorld();
    await hubspot.updateDeal(acme.portalId, '9001', { amount: '1' });
    const journal = await (await fetch(`${sandbox.url}/_control/journal`)).text();
    expect(journal).toContain('\\"amount\\":\\"1\\"');
    expect(journal).not.toContain(acme.token);
  });

  test('every object can be listed, archived ones included', async () => {
    const { sandbox, hubspot } = await openWorld();
    const { taskId } = await hubspot.createTask(acme.portalId, {
      dealId: '9001',
      ownerId: null,
      subject: 's',
      body: 'b',
      dueAt: now,
      priority: 'LOW',
      token: 't-1',
    });
    await fetch(`${sandbox.url}/crm/v3/objects/tasks/${taskId}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${acme.token}` },
    });
    const listed = await (await fetch(`${sandbox.url}/_control/objects`)).json();
    expect(listed).toMatchObject({
      portals: [
        {
          portalId: acme.portalId,
          objects: expect.arrayContaining([expect.objectContaining({ id: taskId, archived: true })]),
        },
        { portalId: '2002' },
      ],
    });
    expect(JSON.stringify(listed)).not.toContain(acme.token);
  });

  test("the app's page may ask first, as a browser does", async () => {
    const { sandbox } = await openWorld();
    const answer = await fetch(`${sandbox.url}/_control/fetch`, {
      method: 'OPTIONS',
      headers: {
        origin: 'http://127.0.0.1:9',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-origin')).toBe('http://127.0.0.1:9');
  });

  test('only the app may call from a page; others are turned away', async () => {
    const { sandbox } = await openWorld();
    const from = (origin: string) =>
      fetch(`${sandbox.url}/_control/deals?portalId=1001`, { headers: { origin } });
    const allowed = await from('http://127.0.0.1:9');
    expect(allowed.headers.get('access-control-allow-origin')).toBe('http://127.0.0.1:9');
    expect(await allowed.json()).toMatchObject({
      deals: [{ id: '9001', companyName: 'Northwind Influence' }, {}, {}],
    });
    const evil = await from('https://evil.example');
    expect([evil.status, evil.headers.get('access-control-allow-origin')]).toEqual([403, null]);
    expect((await post(`${sandbox.url}/_control/reset`, {}, { origin: 'https://evil.example' })).status).toBe(
      403,
    );
  });
});
