import { expect, test } from 'vitest';
import { createApp } from '../../../server/create-app.ts';
import { DEMO_CLIENT_SECRET, DEMO_PORTAL_ID } from '../../../server/demo/demo-company.ts';
import { KESTREL } from '../../../server/demo/demo-deals.ts';
import { handleInbox } from '../../../server/inbound/handle-inbox.ts';
import { createLog } from '../../../server/log.ts';
import {
  deliverHooks,
  handleAll,
  move,
  rowsOf,
  signedCall,
  subscribe,
  sweep,
} from '../../support/inbound-steps.ts';
import { OTHER_PORTAL_ID } from '../../support/two-portals.ts';
import { openWorld, PUBLIC_ORIGIN, type World } from '../../support/world.ts';

const PATH = '/hubspot/webhooks';

function event(fields: Record<string, unknown> = {}) {
  return {
    eventId: 1,
    subscriptionId: 7,
    portalId: Number(DEMO_PORTAL_ID),
    appId: 1357911,
    occurredAt: 1763547240000,
    subscriptionType: 'object.propertyChange',
    attemptNumber: 0,
    objectId: Number(KESTREL.id),
    objectTypeId: '0-3',
    propertyName: 'amount',
    propertyValue: '1',
    changeSource: 'CRM_UI',
    sourceId: 'userId:9002',
    ...fields,
  };
}

const send = (world: World, events: unknown, options = {}) =>
  signedCall(world, PATH, JSON.stringify(events), options);

const kept = (world: World) => rowsOf(world, 'webhookInbox');
const toRead = (world: World) => rowsOf(world, 'dealsToRead');

const { objectTypeId: _, subscriptionType: __, ...older } = event({ eventId: 2 });
const SHAPES: [string, Record<string, unknown>][] = [
  ['of project apps', event()],
  ['of older apps', { ...older, subscriptionType: 'deal.propertyChange' }],
  ['that says eventType', { ...older, eventType: 'deal.propertyChange', objectId: KESTREL.id }],
];

test.each(SHAPES)('an event in the form %s is kept as a hint about its deal', async (_name, body) => {
  const world = await openWorld();
  expect((await send(world, [body])).status).toBe(204);
  expect(kept(world)).toMatchObject([{ objectTypeId: '0-3', objectId: KESTREL.id }]);
  expect(toRead(world)).toMatchObject([{ dealId: KESTREL.id }]);
});

const tie = {
  objectId: undefined,
  objectTypeId: undefined,
  propertyName: undefined,
  propertyValue: undefined,
};
const ofProject = { ...tie, subscriptionType: 'object.associationChange', fromObjectTypeId: '0-3' };
const ofOlder = { ...tie, subscriptionType: 'deal.associationChange' };
const ends = { fromObjectId: Number(KESTREL.id), toObjectId: 7004, associationRemoved: false };

test.each([
  ['its company', { ...ofProject, ...ends, toObjectTypeId: '0-2' }],
  ['a line item', { ...ofProject, ...ends, toObjectTypeId: '0-8' }],
  ['its company, in the older form', { ...ofOlder, ...ends, associationType: 'DEAL_TO_COMPANY' }],
  ['a line item, in the older form', { ...ofOlder, ...ends, associationType: 'DEAL_TO_LINE_ITEM' }],
  [
    'its company, with the deal as the object',
    { ...ofProject, ...ends, toObjectTypeId: '0-2', objectId: 1004 },
  ],
])('a deal that is tied to %s is kept as a hint about the deal', async (_name, fields) => {
  const world = await openWorld();
  expect((await send(world, [event(fields)])).status).toBe(204);
  expect(kept(world)).toMatchObject([{ objectTypeId: '0-3', objectId: KESTREL.id }]);
  expect(toRead(world)).toMatchObject([{ dealId: KESTREL.id }]);
});

test('a deal that is tied to a contact or an e-mail is no news, nor is a tie without its ends', async () => {
  const world = await openWorld();
  const events = [
    event({ ...ofProject, ...ends, toObjectTypeId: '0-1' }),
    event({ ...ofOlder, ...ends, associationType: 'DEAL_TO_ENGAGEMENT' }),
    event(ofProject),
  ];
  expect((await send(world, events)).status).toBe(204);
  expect(kept(world)).toEqual([]);
});

test('the same event ten times, in ten deliveries and within one, is one row', async () => {
  const world = await openWorld();
  for (let round = 0; round < 10; round += 1)
    expect((await send(world, [event({ attemptNumber: round }), event()])).status).toBe(204);
  expect(kept(world)).toHaveLength(1);
  await handleAll(world);
  await send(world, [event({ attemptNumber: 10 })]);
  expect(kept(world)).toHaveLength(1);
  expect(toRead(world)).toEqual([]);
});

test('events that share an id but not their object or time are all kept', async () => {
  const world = await openWorld();
  const events = [event(), event({ objectId: 1002 }), event({ occurredAt: 1763547240001 })];
  await send(world, events);
  expect(kept(world)).toHaveLength(3);
});

test('what HubSpot did not sign, signed long ago or for another address is refused and not kept', async () => {
  const world = await openWorld();
  const body = JSON.stringify([event()]);
  const refused = [
    await signedCall(world, PATH, body, { secret: 'somebody-else' }),
    await signedCall(world, PATH, body, { ageMs: 301_000 }),
    await signedCall(world, PATH, body, { ageMs: -301_000 }),
    await signedCall(world, PATH, body, { headers: { 'x-hubspot-signature-v3': 'forged' } }),
    await signedCall(world, `${PATH}?x=1`, body, { headers: { 'x-hubspot-request-timestamp': '0' } }),
  ];
  expect(refused.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401]);
  const bare = await world.app.request(`${PUBLIC_ORIGIN}${PATH}`, { method: 'POST', body });
  expect(bare.status).toBe(401);
  expect(kept(world)).toEqual([]);
});

test('the older signature opens no door for webhooks', async () => {
  const world = await openWorld();
  const { createHash } = await import('node:crypto');
  const body = JSON.stringify([event()]);
  const source = `${DEMO_CLIENT_SECRET}POST${PUBLIC_ORIGIN}${PATH}${body}`;
  const headers = {
    'content-type': 'application/json',
    'x-hubspot-signature': createHash('sha256').update(source).digest('hex'),
    'x-hubspot-signature-version': 'v2',
  };
  const answer = await world.app.request(`${PUBLIC_ORIGIN}${PATH}`, { method: 'POST', body, headers });
  expect(answer.status).toBe(401);
});

test('while the secret is rotated both are taken, and nothing else', async () => {
  const world = await openWorld();
  const app = createApp({
    ports: world.ports,
    log: createLog('silent'),
    cardDoor: { publicOrigin: PUBLIC_ORIGIN, clientSecrets: ['the-new-one', 'the-old-one'], portalIds: [] },
    demo: null,
    pages: null,
  });
  const rotating = { ...world, app };
  for (const [secret, status] of [
    ['the-new-one', 204],
    ['the-old-one', 204],
    [DEMO_CLIENT_SECRET, 401],
    ['', 401],
  ] as const)
    expect((await send(rotating, [event()], { secret })).status, secret).toBe(status);
});

test('what is for another portal, no event or not understood is passed over without a refusal', async () => {
  const world = await openWorld();
  const strange = [
    event({ portalId: 1 }),
    event({ objectId: 'x' }),
    {},
    null,
    7,
    event({ occurredAt: 'now' }),
    event({ objectTypeId: '0-1' }),
  ];
  expect((await send(world, [...strange, event()])).status).toBe(204);
  expect(kept(world)).toHaveLength(1);
  expect((await send(world, [event({ portalId: Number(OTHER_PORTAL_ID) })])).status).toBe(204);
  expect(kept(world)).toHaveLength(1);
});

test('our own writes need no second reading', async () => {
  const world = await openWorld();
  await send(world, [
    event({ changeSource: 'INTEGRATION', sourceId: '1357911' }),
    event({ eventId: 2, propertyName: 'dealfloor_verdict' }),
  ]);
  expect(kept(world)).toHaveLength(2);
  expect(toRead(world)).toEqual([]);
  await send(world, [event({ eventId: 3, changeSource: 'INTEGRATION', sourceId: '555' })]);
  expect(toRead(world)).toMatchObject([{ dealId: KESTREL.id }]);
});

test('when we cannot keep it HubSpot is told to come again, and then it is applied once', async () => {
  const world = await openWorld();
  subscribe(world);
  const broken = createApp({
    ports: { ...world.ports, database: { ...world.ports.database, writer: failingWriter } },
    log: createLog('silent'),
    cardDoor: { publicOrigin: PUBLIC_ORIGIN, clientSecrets: [DEMO_CLIENT_SECRET], portalIds: [] },
    demo: null,
    pages: null,
  });
  const answer = await send({ ...world, app: broken }, [event()]);
  expect(answer.status).toBe(503);
  expect(answer.headers.get('retry-after')).toBe('2');
  move(world, KESTREL.id, 'qualifiedtobuy');
  await deliverHooks({ ...world, app: broken });
  expect(world.sandbox.state.webhooks.deliveries.at(-1)).toMatchObject({ status: 503 });
  expect(kept(world)).toEqual([]);
  world.clock.advance(60_000);
  await deliverHooks(world);
  expect(toRead(world)).toHaveLength(1);
  await handleAll(world);
  expect(kept(world)).toMatchObject([{ objectId: KESTREL.id }]);
  expect(toRead(world)).toEqual([]);
});

const failingWriter = {
  run: () => Promise.reject(new Error('database disk image is malformed')),
};

test('a deal is read once however many events name it, and what an event claims is not believed', async () => {
  const world = await openWorld();
  await sweep(world, 'all');
  const many = Array.from({ length: 60 }, (_, index) =>
    event({ eventId: index, propertyName: 'dealname', propertyValue: `Forged ${index}` }),
  );
  await send(world, many);
  world.sandbox.state.journal.length = 0;
  await handleAll(world);
  const reads = world.sandbox.state.journal.filter(({ path }) => path.endsWith('/deals/batch/read'));
  expect(reads).toHaveLength(1);
  const [copy] = await world.ports.database.query.select().from(world.ports.database.tables.deals);
  expect(JSON.stringify(copy)).not.toContain('Forged');
});

test('what is told while a deal is being read is read again', async () => {
  const world = await openWorld();
  await send(world, [event()]);
  const talkative = {
    isPaused: () => false,
    attempt: async (_: string, work: () => Promise<void>) => {
      await work();
      world.clock.advance(1);
      await send(world, [event({ eventId: 2 })]);
      return true;
    },
  };
  await handleInbox(world.ports, talkative, new Map());
  expect(toRead(world)).toMatchObject([{ dealId: KESTREL.id }]);
  await handleAll(world);
  expect(toRead(world)).toEqual([]);
});

test('more deals than are read at once are read one after the other', async () => {
  const world = await openWorld();
  await send(
    world,
    Array.from({ length: 120 }, (_, index) => event({ objectId: 7001 + index })),
  );
  expect(toRead(world)).toHaveLength(120);
  await handleAll(world);
  expect(toRead(world)).toEqual([]);
});

test('HubSpot’s limits pause one portal and lose nothing', async () => {
  const world = await openWorld();
  await send(world, [event()]);
  const body = {
    status: 'error',
    policyName: 'TEN_SECONDLY_ROLLING',
    message: 'no',
    errorType: 'RATE_LIMIT',
  };
  world.plan({ fault: { kind: 'status', status: 429, body, headers: {} } });
  await handleAll(world);
  expect(toRead(world)).toHaveLength(1);
  world.clock.advance(10_000);
  await handleAll(world);
  expect(toRead(world)).toEqual([]);
});

test('a body that is no list, or no JSON at all, is refused and harms nothing', async () => {
  const world = await openWorld();
  expect((await send(world, { some: 'thing' })).status).toBe(422);
  expect((await signedCall(world, PATH, '[{')).status).toBe(400);
  expect((await signedCall(world, PATH, 'x'.repeat(1_100_000))).status).toBe(413);
  expect((await signedCall(world, PATH, '[]')).status).toBe(204);
});
