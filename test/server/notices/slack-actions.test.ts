import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { DEMO_PEOPLE, DEMO_PORTAL_ID, JOEL, MARA, TOM } from '../../../server/demo/demo-company.ts';
import { KESTREL, TIDEWATER } from '../../../server/demo/demo-deals.ts';
import { isSignedBySlack } from '../../../server/notices/slack/slack-signature.ts';
import { answerOf } from '../../support/caller.ts';
import { openRaw } from '../../support/raw-sqlite.ts';
import { asked, newKey } from '../../support/sign-off-steps.ts';
import { openSlack } from '../../support/slack-stand-in.ts';
import { tellEverybody } from '../../support/tell-everybody.ts';
import { openWorld, type World } from '../../support/world.ts';

const SECRET = '8f742231b10e8888abcd990000085a5f';
const ADMIN = DEMO_PEOPLE.find(({ roles }) => roles.includes('admin')) ?? MARA;
const MARA_IN_SLACK = 'UMARA0001';
const TOM_IN_SLACK = 'UTOM00001';

async function openSlackWorld() {
  const slack = await openSlack();
  const world = await openWorld({ channels: { slack: slack.port, mail: null } });
  const settings = {
    slackBotToken: 'xoxb-1234567890-abc',
    slackSigningSecret: SECRET,
    slackChannel: 'C024BE7LR',
  };
  const saved = await put(world, ADMIN, '/settings/notices', { emailOn: true, ...settings });
  expect(saved.status, saved.text).toBe(200);
  for (const [person, slackUserId] of [
    [MARA, MARA_IN_SLACK],
    [TOM, TOM_IN_SLACK],
  ] as const) {
    const mine = { emailOn: true, slackUserId, timeZone: 'UTC', quietHours: null };
    expect((await put(world, person, '/me/notices', mine)).status).toBe(200);
  }
  return { slack, world };
}

function put(world: World, person: { userId: string }, path: string, body: Record<string, unknown>) {
  return world.console(person).send('PUT', path, JSON.stringify({ idempotencyKey: newKey(), ...body }));
}

type Sending = { readonly secret?: string; readonly timestamp?: string; readonly portalId?: string };

/** What Slack posts when somebody presses a button or sends a modal. */
async function post(world: World, payload: unknown, sending: Sending = {}) {
  const { secret = SECRET, portalId = DEMO_PORTAL_ID } = sending;
  const timestamp = sending.timestamp ?? String(Math.floor(world.clock.now().getTime() / 1_000));
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
  return answerOf(
    await world.app.request(`/slack/actions/${portalId}`, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': signature,
      },
    }),
  );
}

function press(
  world: World,
  action: string,
  signOffId: string,
  slackUser = MARA_IN_SLACK,
  sending?: Sending,
) {
  const actions = [{ action_id: action, value: signOffId }];
  return post(
    world,
    { type: 'block_actions', user: { id: slackUser }, trigger_id: 'trigger', actions },
    sending,
  );
}

const Opened = z.object({
  view: z.looseObject({ private_metadata: z.string(), title: z.object({ text: z.string() }) }),
});

/** The modal that the last press opened. */
function opened(slack: { calls: readonly { path: string; body: string }[] }) {
  const call = slack.calls.findLast(({ path }) => path.endsWith('/views.open'));
  const fields = new URLSearchParams(call?.body);
  return Opened.parse({ view: JSON.parse(fields.get('view') ?? '{}') }).view;
}

function submit(
  world: World,
  metadata: string,
  note: string | null,
  slackUser = MARA_IN_SLACK,
  id = 'V0123456',
) {
  const values = { note: { note: { value: note } } };
  const view = { id, private_metadata: metadata, state: { values } };
  return post(world, { type: 'view_submission', user: { id: slackUser }, view });
}

function stateOf(world: World, signOffId: string): unknown {
  return openRaw(world.file).prepare('select state from sign_offs where id = ?').pluck().get(signOffId);
}

test('who is asked finds the request in Slack with its buttons, and decides it there by the same verb', async () => {
  const { slack, world } = await openSlackWorld();
  const request = await asked(world.card(TOM), KESTREL);
  await tellEverybody(world);
  const messages = slack.calls.filter(({ path }) => path.endsWith('/chat.postMessage'));
  const channels = messages.map(({ body }) => new URLSearchParams(body).get('channel'));
  expect(channels.sort()).toEqual(['C024BE7LR', MARA_IN_SLACK]);
  expect(messages[0]?.body).toContain(encodeURIComponent('Approve…').replaceAll('%20', '+'));
  expect((await press(world, 'approve', request.id)).body).toEqual({});
  const modal = opened(slack);
  expect(JSON.stringify(modal)).toContain('Kestrel Monitoring, version 1: 49.2% margin.');
  const answer = await submit(world, modal.private_metadata, null);
  expect(answer.body).toMatchObject({ response_action: 'update' });
  expect(answer.text).toContain('Done. The request is now: approved.');
  expect(stateOf(world, request.id)).toBe('approved');
  const entry = openRaw(world.file)
    .prepare("select actor, via from audit_entries where action = 'sign-off-approve'")
    .get();
  expect(entry).toEqual({ actor: MARA.userId, via: 'slack' });
  const again = await submit(world, modal.private_metadata, null);
  expect(again.text).toBe(answer.text);
});

test('a decision on figures that moved since the modal is refused, and says to look again', async () => {
  const { slack, world } = await openSlackWorld();
  const request = await asked(world.card(TOM), KESTREL);
  await press(world, 'approve', request.id);
  const seen = JSON.parse(opened(slack).private_metadata);
  const stale = JSON.stringify({ ...seen, seenHash: '0'.repeat(64) });
  const answer = await submit(world, stale, 'Fine by me, go on.');
  expect(answer.text).toContain('The figures changed since you looked. Look again and decide.');
  expect(stateOf(world, request.id)).toBe('waiting');
});

test('changes are asked with a reason, and not without', async () => {
  const { slack, world } = await openSlackWorld();
  const request = await asked(world.card(TOM), KESTREL);
  await press(world, 'request-changes', request.id);
  const { private_metadata } = opened(slack);
  expect((await submit(world, private_metadata, 'no')).body).toEqual({
    response_action: 'errors',
    errors: { note: 'Say in at least 10 characters what to change.' },
  });
  expect((await submit(world, private_metadata, 'Drop post detail and send again.')).status).toBe(200);
  expect(stateOf(world, request.id)).toBe('changes-requested');
});

test('in Slack nobody decides what they could not decide elsewhere', async () => {
  const { slack, world } = await openSlackWorld();
  const request = await asked(world.card(TOM), KESTREL);
  await press(world, 'approve', request.id, TOM_IN_SLACK);
  expect(JSON.stringify(opened(slack))).toContain('Only finance and the CFO see and decide requests.');
  await press(world, 'approve', request.id, 'USTRANGER');
  expect(JSON.stringify(opened(slack))).toContain('does not know who you are in Slack');
  await press(world, 'approve', request.id);
  const { private_metadata } = opened(slack);
  for (const slackUser of [TOM_IN_SLACK, 'USTRANGER']) {
    const answer = await submit(world, private_metadata, null, slackUser);
    expect(answer.body).toMatchObject({ response_action: 'update' });
  }
  expect(stateOf(world, request.id)).toBe('waiting');
  await press(world, 'approve', 'f'.repeat(32));
  expect(JSON.stringify(opened(slack))).toContain('There is no such thing here.');
});

test('a loss needs its second person in Slack as well', async () => {
  const { slack, world } = await openSlackWorld();
  const request = await asked(world.card(TOM), TIDEWATER);
  await press(world, 'approve', request.id);
  await submit(world, opened(slack).private_metadata, null);
  expect(stateOf(world, request.id)).toBe('waiting');
  await press(world, 'approve', request.id);
  expect(JSON.stringify(opened(slack))).toContain('A second person must sign too.');
});

test('what Slack did not sign with this portal’s secret, now, is not heard', async () => {
  const { slack, world } = await openSlackWorld();
  const request = await asked(world.card(TOM), KESTREL);
  const before = slack.calls.length;
  const now = Math.floor(world.clock.now().getTime() / 1_000);
  for (const sending of [
    { secret: 'f'.repeat(32) },
    { timestamp: String(now - 301) },
    { timestamp: String(now + 301) },
    { timestamp: '' },
    { timestamp: 'now' },
    { portalId: '99' },
  ]) {
    expect((await press(world, 'approve', request.id, MARA_IN_SLACK, sending)).status).toBe(401);
  }
  expect(slack.calls).toHaveLength(before);
});

test('no changed byte of body, time or signature is taken for Slack’s', () => {
  const nowMs = Date.parse('2026-11-19T10:14:00Z');
  const timestamp = String(nowMs / 1_000);
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 1, maxLength: 200 }),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      fc.constantFrom('body', 'signature', 'nothing'),
      (body, at, change, where) => {
        const signed = createHmac('sha256', SECRET).update(`v0:${timestamp}:`).update(body).digest('hex');
        const flip = (bytes: Uint8Array) =>
          bytes.map((byte, index) => (index === at % bytes.length ? byte ^ change : byte));
        const signature = `v0=${signed}`;
        const accepted = isSignedBySlack({
          secret: SECRET,
          timestamp,
          signature:
            where === 'signature' ? Buffer.from(flip(Buffer.from(signature))).toString('latin1') : signature,
          body: where === 'body' ? flip(body) : body,
          nowMs,
        });
        expect(accepted).toBe(where === 'nothing');
      },
    ),
    { numRuns: 2_000 },
  );
});

test('two people of a portal cannot be the same Slack user', async () => {
  const { world } = await openSlackWorld();
  const mine = { emailOn: true, slackUserId: MARA_IN_SLACK, timeZone: 'UTC', quietHours: null };
  expect((await put(world, JOEL, '/me/notices', mine)).status).toBe(409);
  expect((await put(world, MARA, '/me/notices', mine)).status).toBe(200);
  const wrong = { ...mine, slackUserId: null, timeZone: 'Mars/Olympus' };
  expect((await put(world, JOEL, '/me/notices', wrong)).status).toBe(422);
  const always = { ...wrong, timeZone: 'UTC', quietHours: { from: '00:00', until: '23:59' } };
  expect((await put(world, JOEL, '/me/notices', always)).status).toBe(422);
});
