import { Signature } from '@hubspot/api-client';
import { describe, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../../server/hubspot/sandbox/create-sandbox.ts';
import { SandboxSeed, type SandboxSeedInput } from '../../../server/hubspot/sandbox/seed.ts';
import { dealSubscriptions } from '../../../server/hubspot/sandbox/webhook-settings.ts';
import { createTestClock, HOUR_MS } from '../../support/test-clock.ts';
import { acme, seed } from './sandbox-world.ts';

const APP = 'http://127.0.0.1:9';
const SECRET = 'client-secret';

/** The sandbox in this process, and the app behind it: what it was sent, and what it answers. */
function open(portal: Partial<SandboxSeedInput['portals'][number]> = {}) {
  const clock = createTestClock();
  const [first] = seed.portals;
  const sandbox = createSandbox({
    clock,
    environment: 'test',
    clientSecret: SECRET,
    appOrigin: APP,
    cardOrigin: 'https://dealfloor.example',
    seed: SandboxSeed.parse({ portals: [{ ...acme, ...first, ...portal }] }),
  });
  const heard: Heard[] = [];
  const app = { answer: () => new Response(null, { status: 204 }) };
  sandbox.state.send = async (request) => {
    heard.push({ headers: request.headers, url: request.url, text: await request.text() });
    return app.answer();
  };
  return { sandbox, clock, heard, app, ...callers(sandbox) };
}
type Heard = { headers: Headers; url: string; text: string };

function callers({ app }: Sandbox) {
  const json = async (response: Response) => {
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? null : JSON.parse(text),
    };
  };
  const send = async (method: string, path: string, body?: unknown, token?: string) =>
    json(
      await app.request(path, {
        method,
        headers: {
          'content-type': 'application/json',
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
  return {
    control: (path: string, body: unknown = {}) => send('POST', `/_control${path}`, body),
    api: (method: string, path: string, body?: unknown) => send(method, path, body, acme.token),
  };
}

const move = (as: string, stage: string, id = '901') => ({
  portalId: acme.portalId,
  dealId: '9001',
  as,
  id,
  properties: { dealstage: stage },
});

describe('history', () => {
  test('a deal’s stage is told with every value it had, the newest first, and who set it', async () => {
    const { control, api, clock } = open();
    for (const [as, stage, id] of [
      ['user', 'contractsent', '901'],
      ['workflow', 'closedwon', '7'],
      ['api', 'closedlost', '555'],
    ] as const) {
      clock.advance(1_000);
      await control('/moves', move(as, stage, id));
    }
    await api('PATCH', '/crm/objects/2026-09/deals/9001', { properties: { dealstage: 'contractsent' } });
    const { body } = await api('GET', '/crm/objects/2026-09/deals/9001?propertiesWithHistory=dealstage');
    const versions: Record<string, unknown>[] = body.propertiesWithHistory.dealstage;
    expect(versions.map(({ value, sourceType, sourceId }) => [value, sourceType, sourceId])).toEqual([
      ['contractsent', 'INTEGRATION', '1357911'],
      ['closedlost', 'INTEGRATION', '555'],
      ['closedwon', 'AUTOMATION_PLATFORM', '7'],
      ['contractsent', 'CRM_UI', 'userId:901'],
      ['presentationscheduled', 'CRM_UI', undefined],
    ]);
  });

  test('at most fifty records are read with history at once', async () => {
    const inputs = Array.from({ length: 51 }, (_, index) => ({ id: String(index) }));
    const { api } = open();
    const body = { inputs, properties: [], propertiesWithHistory: ['dealstage'] };
    expect((await api('POST', '/crm/objects/2026-09/deals/batch/read', body)).status).toBe(400);
  });

  test('a merged deal answers under the id of the other, a deleted one not at all until it is restored', async () => {
    const { control, api } = open();
    const ids = { portalId: acme.portalId, dealId: '9002' };
    await control('/deals/merge', { ...ids, intoDealId: '9001' });
    expect((await api('GET', '/crm/objects/2026-09/deals/9002')).body.id).toBe('9001');
    await control('/deals/delete', { ...ids, dealId: '9001' });
    expect((await api('GET', '/crm/objects/2026-09/deals/9001')).status).toBe(404);
    await control('/deals/restore', { ...ids, dealId: '9001' });
    expect((await api('GET', '/crm/objects/2026-09/deals/9001')).status).toBe(200);
  });
});

describe('webhooks', () => {
  const subscriptions = dealSubscriptions;

  test('are signed as HubSpot’s own helper does and come a hundred at once, in both forms', async () => {
    const { control, heard, sandbox, clock } = open();
    await control('/webhooks', { subscriptions });
    for (let count = 0; count < 130; count += 1)
      await control('/moves', { ...move('user', 'x'), properties: { amount: String(count) } });
    await control('/webhooks/deliver');
    const batches = heard.map(({ text }) => JSON.parse(text));
    expect(batches.map((batch) => batch.length)).toEqual([100, 30]);
    expect(batches[0][0]).toMatchObject({
      subscriptionType: 'object.propertyChange',
      objectTypeId: '0-3',
      objectId: 9001,
      propertyName: 'amount',
      attemptNumber: 0,
      occurredAt: clock.now().getTime(),
      changeSource: 'CRM_UI',
    });
    const [first] = heard;
    const timestamp = first?.headers.get('x-hubspot-request-timestamp') ?? '';
    const expected = Signature.getSignature('POST', 'v3', {
      clientSecret: SECRET,
      url: first?.url ?? '',
      requestBody: first?.text ?? '',
      timestamp: Number(timestamp),
      signature: '',
    });
    expect(first?.headers.get('x-hubspot-signature-v3')).toBe(expected);
    await control('/webhooks', { subscriptions, shape: 'legacy' });
    await control('/moves', move('user', 'contractsent'));
    await control('/webhooks/deliver');
    const [older] = JSON.parse(heard.at(-1)?.text ?? '');
    expect(older).toMatchObject({ subscriptionType: 'deal.propertyChange', propertyName: 'dealstage' });
    expect(older).not.toHaveProperty('objectTypeId');
    expect(sandbox.state.webhooks.pending).toEqual([]);
  });

  test('that fail come again ten times within a day of HubSpot’s time, and then never', async () => {
    const { control, heard, app } = open();
    app.answer = () => new Response(null, { status: 500 });
    await control('/webhooks', { subscriptions });
    await control('/moves', move('user', 'contractsent'));
    for (let hour = 0; hour <= 48; hour += 1) {
      await control('/webhooks/deliver');
      await control('/clock', { advanceMs: HOUR_MS });
    }
    expect(heard.map(({ text }) => JSON.parse(text)[0].attemptNumber)).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ]);
  });

  test.each([400, 401, 403, 404, 405])('are given up after a %i', async (status) => {
    const { control, heard, app, sandbox } = open();
    app.answer = () => new Response(null, { status });
    await control('/webhooks', { subscriptions });
    await control('/moves', move('user', 'contractsent'));
    for (let hour = 0; hour < 5; hour += 1) {
      await control('/webhooks/deliver');
      await control('/clock', { advanceMs: HOUR_MS });
    }
    expect(heard).toHaveLength(1);
    expect(sandbox.state.webhooks.dropped).toHaveLength(1);
  });

  test('can be lost, doubled, turned round and share their ids', async () => {
    const { control, heard, sandbox } = open();
    const mischief = { dropEvery: 3, repeatEvery: 2, isReversed: true, eventIds: 2 };
    await control('/webhooks', { subscriptions, mischief });
    for (let count = 1; count <= 6; count += 1)
      await control('/moves', { ...move('user', 'x'), properties: { amount: String(count) } });
    await control('/webhooks/deliver');
    const events: { propertyValue: string; eventId: number }[] = heard.flatMap(({ text }) =>
      JSON.parse(text),
    );
    expect(events.map(({ propertyValue }) => propertyValue)).toEqual(['5', '4', '4', '2', '2', '1']);
    expect(new Set(events.map(({ eventId }) => eventId))).toEqual(new Set([0, 1]));
    expect(sandbox.state.webhooks.dropped).toHaveLength(2);
  });
});

describe('approvals', () => {
  const scopes = [
    'crm.objects.deals.read',
    'crm.objects.deals.write',
    'crm-pipelines-governance-read',
    'crm-pipelines-governance-write',
    'deal-approval-read',
  ];
  const rules = '/crm/pipelines-rules/2026-09/0-3';
  const rule = { pipelineStageId: 'contractsent', approverUserIds: [901], approvalMode: 'ANY' };

  test('an account without the scopes says so', async () => {
    const { api } = open();
    for (const path of ['/default', '/approvals/9001']) {
      const { status, body } = await api('GET', rules + path);
      expect([status, body.category]).toEqual([403, 'MISSING_SCOPES']);
    }
  });

  test('hold a user’s move until an approver has decided, and nobody else’s', async () => {
    const { control, api } = open({ scopes });
    await api('PUT', `${rules}/default`, { approvalStageRules: [rule] });
    expect((await control('/moves', move('user', 'contractsent'))).status).toBe(400);
    expect((await api('GET', `${rules}/approvals/9001`)).body).toMatchObject({ approvalStatus: 'PENDING' });
    const decision = { portalId: acme.portalId, dealId: '9001', decision: 'APPROVED' };
    expect((await control('/approvals', { ...decision, userId: 5 })).status).toBe(403);
    expect((await control('/approvals', { ...decision, userId: 901 })).status).toBe(200);
    expect((await control('/moves', move('user', 'closedwon'))).status).toBe(204);
    await api('POST', `${rules}/approvals/start`, { dealId: '9001' });
    expect((await control('/moves', move('user', 'contractsent'))).status).toBe(400);
    for (const as of ['workflow', 'api', 'super-admin'])
      expect((await control('/moves', move(as, 'closedwon'))).status, as).toBe(204);
    expect((await control('/moves', move('user', 'closedlost'))).status).toBe(204);
  });

  test('are not needed where the rule’s filter does not fit, and HubSpot says so on the deal', async () => {
    const { control, api } = open({ scopes });
    const filter = {
      filterType: 'PROPERTY',
      property: 'amount',
      operation: { operator: 'IS_ANY_OF', values: ['1'] },
    };
    const conditionalApprovalFilterBranch = {
      filterBranchType: 'AND',
      filters: [filter],
      filterBranches: [],
    };
    await api('PUT', `${rules}/default`, {
      approvalStageRules: [{ ...rule, conditionalApprovalFilterBranch }],
    });
    expect((await control('/moves', move('user', 'contractsent'))).status).toBe(204);
    const { body } = await api('GET', '/crm/objects/2026-09/deals/9001?properties=hs_latest_approval_status');
    expect(body.properties.hs_latest_approval_status).toBe('NO_APPROVAL_NEEDED');
    await control('/moves', { ...move('user', 'qualifiedtobuy'), properties: { amount: '1' } });
    expect((await control('/moves', move('user', 'closedwon'))).status).toBe(400);
  });
});

describe('limits', () => {
  const limits = { perTenSeconds: 3, perDay: 5, searchesPerSecond: 1 };
  const get = '/crm/objects/2026-09/deals/9001';

  test('refuse with HubSpot’s bodies and headers, and refill with its clock', async () => {
    const { api, control } = open({ limits });
    const first = await api('GET', get);
    expect(first.headers.get('x-hubspot-ratelimit-max')).toBe('3');
    expect(first.headers.get('x-hubspot-ratelimit-remaining')).toBe('2');
    await api('GET', get);
    await api('GET', get);
    const refused = await api('GET', get);
    expect([refused.status, refused.body.policyName]).toEqual([429, 'TEN_SECONDLY_ROLLING']);
    await control('/clock', { advanceMs: 10_000 });
    await api('GET', get);
    await api('GET', get);
    await control('/clock', { advanceMs: 10_000 });
    const daily = await api('GET', get);
    expect([daily.status, daily.body.policyName]).toEqual([429, 'DAILY']);
    await control('/clock', { advanceMs: 24 * HOUR_MS });
    expect((await api('GET', get)).status).toBe(200);
  });

  test('of searches come by the second and without headers', async () => {
    const { api, control } = open({ limits });
    const search = () => api('POST', '/crm/objects/2026-09/deals/search', {});
    const first = await search();
    const refused = await search();
    expect([first.status, refused.status]).toEqual([200, 429]);
    expect(refused.body.message).toBe('You have reached your secondly limit.');
    expect(
      [...first.headers.keys(), ...refused.headers.keys()].filter((name) => /ratelimit/.test(name)),
    ).toEqual([]);
    await control('/clock', { advanceMs: 1_000 });
    expect((await search()).status).toBe(200);
  });
});

test('search does not see a change of the last moments', async () => {
  const { api, control } = open();
  await control('/clock', { advanceMs: HOUR_MS, searchLagMs: 5_000 });
  await control('/moves', { ...move('user', 'x'), properties: { amount: '77' } });
  const filters = [{ propertyName: 'amount', operator: 'EQ', value: '77' }];
  const search = async () =>
    (await api('POST', '/crm/objects/2026-09/deals/search', { filterGroups: [{ filters }] })).body.total;
  expect(await search()).toBe(0);
  await control('/clock', { advanceMs: 5_000 });
  expect(await search()).toBe(1);
});

describe('a workflow', () => {
  const scopes = ['crm.objects.deals.read', 'crm.objects.deals.write', 'automation'];
  const run = { portalId: acme.portalId, dealId: '9001', thenStage: 'contractsent' };
  const blocks = () =>
    Response.json({ outputFields: { hs_execution_state: 'BLOCK', hs_expiration_duration: 'P1DT2H' } });

  test('waits, hears its end by the callback, and knows no other callback', async () => {
    const { control, api, app } = open({ scopes });
    app.answer = blocks;
    const { body } = await control('/runs', run);
    expect(body.state).toBe('blocked');
    const complete = (id: string) =>
      api('POST', `/automation/actions/callbacks/2026-09/${id}/complete`, {
        outputFields: {},
        typedOutputs: {},
      });
    expect((await complete('ap-unknown')).status).toBe(404);
    expect((await complete(body.callbackId)).status).toBe(204);
    const { body: deal } = await api('GET', '/crm/objects/2026-09/deals/9001');
    expect(deal.properties.dealstage).toBe('contractsent');
  });

  test('goes on by itself when its time is up: it fails open', async () => {
    const { control, api, app, sandbox } = open({ scopes });
    app.answer = blocks;
    await control('/runs', run);
    await control('/clock', { advanceMs: 26 * HOUR_MS - 1 });
    expect(sandbox.state.runs[0]?.state).toBe('blocked');
    await control('/clock', { advanceMs: 1 });
    expect(sandbox.state.runs[0]).toMatchObject({ state: 'continued', because: 'expired' });
    const { body: deal } = await api('GET', '/crm/objects/2026-09/deals/9001');
    expect(deal.properties.dealstage).toBe('contractsent');
  });

  test('asks again after a 429 or 5xx for three days, and fails after a 4xx', async () => {
    const { control, app, sandbox, heard } = open({ scopes });
    app.answer = () => new Response(null, { status: 429, headers: { 'retry-after': '5000' } });
    await control('/runs', run);
    await control('/clock', { advanceMs: 4_999 });
    expect(heard).toHaveLength(1);
    app.answer = () => new Response(null, { status: 500 });
    await control('/clock', { advanceMs: 1 });
    expect(heard).toHaveLength(2);
    await control('/clock', { advanceMs: 72 * HOUR_MS });
    expect(sandbox.state.runs[0]?.state).toBe('failed');
    app.answer = () => new Response(null, { status: 404 });
    expect((await control('/runs', run)).body.state).toBe('failed');
  });
});
