import { expect, test } from 'vitest';
import { z } from 'zod';
import { DEMO_PEOPLE, MARA, TOM } from '../../../server/demo/demo-company.ts';
import { KESTREL } from '../../../server/demo/demo-deals.ts';
import { escaped, slackMessage } from '../../../server/notices/slack/slack-message.ts';
import { webhookAddress } from '../../../server/notices/slack/webhook-address.ts';
import { deliverDue } from '../../../server/outbox/deliver.ts';
import { hubspotLane } from '../../../server/outbox/hubspot-lane.ts';
import { openRaw } from '../../support/raw-sqlite.ts';
import { asked, newKey } from '../../support/sign-off-steps.ts';
import { openSlack } from '../../support/slack-stand-in.ts';
import { tellEverybody } from '../../support/tell-everybody.ts';
import { openWorld, type World } from '../../support/world.ts';

const WEBHOOK = 'https://hooks.slack.com/services/T000/B000/abcdefghijklmnop';
const ADMIN = DEMO_PEOPLE.find(({ roles }) => roles.includes('admin')) ?? MARA;

async function openSlackWorld(deadlineMs?: number) {
  const slack = await openSlack(deadlineMs);
  const world = await openWorld({ channels: { slack: slack.port, mail: null } });
  return { slack, world };
}

function setUp(world: World, settings: Record<string, unknown>) {
  const body = { idempotencyKey: newKey(), emailOn: true, ...settings };
  return world.console(ADMIN).send('PUT', '/settings/notices', JSON.stringify(body));
}

const Sent = z.object({ text: z.string(), blocks: z.array(z.looseObject({ type: z.string() })) });

test('finance’s channel hears once of a request, in the words of the screens', async () => {
  const { slack, world } = await openSlackWorld();
  const saved = await setUp(world, { slackWebhook: WEBHOOK });
  expect(saved.body).toMatchObject({ hasSlackWebhook: true, hasSlackBot: false });
  const request = await asked(world.card(TOM), KESTREL);
  await tellEverybody(world);
  expect(slack.calls.map(({ path }) => path)).toEqual(['/services/T000/B000/abcdefghijklmnop']);
  const sent = Sent.parse(JSON.parse(slack.calls[0]?.body ?? ''));
  expect(sent.blocks.map(({ type }) => type)).toEqual(['header', 'section', 'section', 'context', 'actions']);
  expect(sent.blocks[0]).toMatchObject({
    text: { text: 'Sign-off wanted: Kestrel Monitoring, 49.2% margin' },
  });
  expect(JSON.stringify(sent.blocks[1])).toContain('Tom Okafor asks by Fri 27 Nov. Below the 60% floor.');
  const link = `https://dealfloor.example/sign-offs/${request.id}`;
  expect(sent.blocks[4]).toMatchObject({ elements: [{ text: { text: 'Review' }, url: link }] });
});

const HOSTILE = '<!channel> <https://evil.example|pay> *x* & \u202Egnp\nnext';

test('a deal’s name calls no channel, mentions nobody, links nowhere and hides nothing', async () => {
  const { slack, world } = await openSlackWorld();
  await setUp(world, { slackWebhook: WEBHOOK });
  await asked(world.card(TOM), KESTREL);
  openRaw(world.file)
    .prepare("update notices set content = json_set(content, '$.dealName', ?, '$.reason', ?, '$.by', ?)")
    .run(HOSTILE, HOSTILE, HOSTILE);
  await tellEverybody(world);
  const sent = Sent.parse(JSON.parse(slack.calls[0]?.body ?? ''));
  expect(sent.text).not.toMatch(/[<>]/);
  for (const markup of JSON.stringify(sent).matchAll(
    /\{"type":"mrkdwn","text":"((?:[^"\\]|\\.)*)","verbatim":true/g,
  )) {
    expect(markup[1]?.replace(/^> /, '')).not.toMatch(/[<>]/);
  }
  expect(JSON.stringify(sent)).not.toMatch(/https:\/\/evil|\u202E/);
  const parsed = z.looseObject({
    unfurl_links: z.literal(false),
    unfurl_media: z.literal(false),
    link_names: z.literal(false),
  });
  parsed.parse(JSON.parse(slack.calls[0]?.body ?? ''));
  expect(escaped('<!channel> & <@U1>')).toBe('&lt;!channel&gt; &amp; &lt;@U1&gt;');
});

test('whatever text is longer than Slack takes is cut, never half a character', () => {
  const long = '😀'.repeat(4_000);
  const message = {
    id: 'x',
    toUserId: 'y',
    header: long,
    lines: Array(60).fill(long),
    quote: long,
    background: long,
  };
  const sent = slackMessage(
    { ...message, link: 'https://dealfloor.example', signOffId: 'a' },
    { canDecide: true },
  );
  for (const block of sent.blocks) {
    const texts = [...JSON.stringify(block).matchAll(/"text":"((?:[^"\\]|\\.)*)"/g)].map(
      ([, text]) => text ?? '',
    );
    for (const text of texts) {
      expect([...text].length).toBeLessThanOrEqual(block.type === 'header' ? 150 : 3_000);
      expect(text.isWellFormed()).toBe(true);
    }
  }
});

const FOREIGN = [
  'http://hooks.slack.com/services/T/B/x',
  'https://hooks.slack.com.evil.test/services/T/B/x',
  'https://evil.test/hooks.slack.com/services/T/B/x',
  'https://hooks.slack.com@evil.test/services/T/B/x',
  'https://user:pass@hooks.slack.com/services/T/B/x',
  'https://hooks.slack.com:8443/services/T/B/x',
  'https://hooks.slack.com:22/services/T/B/x',
  'https://127.0.0.1/services/T/B/x',
  'https://[::1]/services/T/B/x',
  'https://169.254.169.254/latest/meta-data',
  'https://2130706433/services/T/B/x',
  'https://hooks.slack.com./services/T/B/x',
  'https://hooks。slack。com.evil.test/services/T/B/x',
  'ftp://hooks.slack.com/services/T/B/x',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'https://hooks.slack.com/',
  'https://hooks.slack.com/services/../../api/chat.postMessage?x=1',
  '//hooks.slack.com/services/T/B/x',
  '',
];

test('an address that is not exactly Slack’s own is refused, and never fetched', async () => {
  const { slack, world } = await openSlackWorld();
  for (const address of FOREIGN) {
    expect(webhookAddress(address), address).toBeNull();
    expect((await setUp(world, { slackWebhook: address })).status, address).toBe(422);
    await expect(slack.port.postByWebhook(address, { text: '', blocks: [] })).rejects.toThrow(
      'not one of Slack',
    );
  }
  expect(slack.calls).toHaveLength(0);
});

test('an address that a browser reads as Slack’s is fetched as it was read, not as it was typed', () => {
  const typed = 'https://hooks.slack.com\\@evil.test/services/T/B/x';
  const address = webhookAddress(typed);
  expect(address === null || address.hostname === 'hooks.slack.com').toBe(true);
});

test('a redirect, an endless answer and silence end as failures that are tried again', async () => {
  const { slack } = await openSlackWorld(400);
  const send = () => slack.port.postByWebhook(WEBHOOK, { text: 'x', blocks: [] });
  slack.replies.push({ status: 302, headers: { location: 'http://127.0.0.1:1/' } });
  await expect(send()).rejects.toMatchObject({ kind: 'unreachable', retryable: true });
  slack.replies.push({ body: 'x'.repeat(70_000) });
  await expect(send()).rejects.toMatchObject({ kind: 'broken-answer', retryable: true });
  slack.replies.push('hang');
  await expect(send()).rejects.toMatchObject({ kind: 'timeout', retryable: true });
  slack.replies.push({ status: 429, headers: { 'retry-after': '7' } });
  await expect(send()).rejects.toMatchObject({ kind: 'rate-limited', retryAfterMs: 7_000 });
  slack.replies.push({ status: 404, body: 'no_service' });
  await expect(send()).rejects.toMatchObject({
    kind: 'refused',
    message: 'Slack refused the message (no_service).',
  });
  expect(slack.calls).toHaveLength(5);
});

test('while Slack hangs HubSpot goes on, and Slack hears of it all when it is back', async () => {
  const { slack, world } = await openSlackWorld(1_500);
  await setUp(world, { slackWebhook: WEBHOOK });
  await asked(world.card(TOM), KESTREL);
  slack.replies.push('hang');
  const order: string[] = [];
  const people = tellEverybody(world).then(() => order.push('slack gave up'));
  await expect.poll(() => slack.calls.length).toBe(1);
  const lane = hubspotLane();
  while ((await deliverDue(world.ports, lane)) > 0);
  order.push('hubspot was told');
  const deal = await world.ports.hubspot.getDeal('24681357', KESTREL.id);
  expect(deal?.dealfloor.dealfloor_sign_off).toBe('waiting');
  await people;
  expect(order).toEqual(['hubspot was told', 'slack gave up']);
  world.clock.advance(60_000);
  await tellEverybody(world);
  expect(slack.calls).toHaveLength(2);
});

test('only an admin sets Slack up; what is secret is sealed, never answered and never in the audit', async () => {
  const { world } = await openSlackWorld();
  for (const person of [TOM, MARA]) {
    expect((await world.console(person).get('/settings/notices')).status).toBe(403);
    const body = JSON.stringify({ idempotencyKey: newKey(), emailOn: true, slackWebhook: WEBHOOK });
    expect((await world.console(person).send('PUT', '/settings/notices', body)).status).toBe(403);
  }
  const token = 'xoxb-1234567890-canary';
  const secret = 'ab'.repeat(16);
  const answer = await setUp(world, {
    slackWebhook: WEBHOOK,
    slackBotToken: token,
    slackSigningSecret: secret,
  });
  expect(answer.status, answer.text).toBe(200);
  const raw = openRaw(world.file);
  const tables = raw.prepare("select name from sqlite_master where type = 'table'").pluck().all();
  const stored = tables.map((table) => JSON.stringify(raw.prepare(`select * from "${String(table)}"`).all()));
  for (const plain of [token, secret, 'abcdefghijklmnop']) {
    expect(stored.join('\n')).not.toContain(plain);
    expect(answer.text).not.toContain(plain);
  }
  const kept = await setUp(world, { slackBotToken: null });
  expect(kept.body).toMatchObject({ hasSlackWebhook: true, hasSlackBot: false, hasSlackSigningSecret: true });
});

test('a test message goes out at once and says how it went', async () => {
  const { slack, world } = await openSlackWorld();
  const test = () => world.console(ADMIN).post('/settings/notices/test', {});
  expect((await test()).body).toEqual({ slack: null, email: null });
  await setUp(world, { slackWebhook: WEBHOOK });
  expect((await test()).body).toEqual({ slack: 'Sent.', email: null });
  slack.replies.push({ status: 403, body: 'invalid_token' });
  expect((await test()).body).toEqual({ slack: 'Slack refused the message (invalid_token).', email: null });
  expect(slack.calls).toHaveLength(2);
});
