import { Button, Input, LoadingButton, Select, StatusTag } from '@hubspot/ui-extensions';
import { createRenderer } from '@hubspot/ui-extensions/testing';
import { expect, test, vi } from 'vitest';
import { SettingsPage } from '../../ui/hubspot/src/app/cards/settings/settings-page.tsx';
import { demoDeal } from './demo.ts';
import { handed, textsOf } from './open-tab.tsx';
import { NOOR, openRealService, send, TOM } from './real-service.ts';

type Service = Awaited<ReturnType<typeof openRealService>>;

const DEMO_PORTAL_ID = '24681357';
const KESTREL_ID = '1004';
const WEBHOOK = 'https://hooks.slack.com/services/T000/B000/kept-to-ourselves';

/** The settings page in HubSpot's own renderer, before the real app and the sandbox: its requests are signed as HubSpot signs them. */
async function openSettings(person = NOOR, service?: Service) {
  const world = service ?? (await openRealService(person));
  const renderer = createRenderer('settings');
  renderer.render(<SettingsPage locale="en-US" />);
  const click = (testId: string) => renderer.findByTestId(Button, testId).trigger('onClick', handed({}));
  const words = () => textsOf(renderer.getRootNode()).join('\n');
  const state = (name: string) => renderer.findByTestId(StatusTag, `state-${name}`).text;
  const sees = (text: string) =>
    renderer.waitFor(
      () => {
        if (!words().includes(text)) throw new Error(`not on the page: ${text}\n${words()}`);
      },
      { timeoutInMs: 8_000 },
    );
  const type = async (testId: string, text: string) => {
    const field = () => renderer.findByTestId(Input, testId);
    field().trigger('onChange', handed(text));
    await vi.waitFor(() => expect(field().props.value).toBe(text));
  };
  return { world, renderer, click, words, state, sees, type };
}

test('R1: the checklist goes green with the stand-in account', async () => {
  const { world, renderer, click, state, sees, words, type } = await openSettings();
  await sees('Not looked at yet.');
  await sees('Slack is not set. E-mail is on');
  await type('slackWebhook', WEBHOOK);
  click('save-notices');
  await sees('Kept. Send a test to see whether it arrives.');
  const { sizing } = demoDeal('Kestrel');
  await send(world.card(TOM), ['POST', `/deals/${KESTREL_ID}/estimates`, { sizing }]);
  click('create-missing');
  await sees('All 11 properties are there.');
  renderer.find(Select).trigger('onChange', handed('amount'));
  await vi.waitFor(() => expect(renderer.findByTestId(Button, 'preview').props.disabled).not.toBe(true));
  click('preview');
  await sees('for the whole term');
  expect(words().match(/for the whole term/g)).toHaveLength(3);
  click('save-mapping');
  await sees('Kept. Deals are read by it from now on.');
  await vi.waitFor(() => expect(state('mapping')).toBe('Done'), { timeout: 8_000 });
  click('check-all');
  const names = ['connection', 'properties', 'card', 'mapping', 'roles', 'notices', 'stage-gate'];
  await vi.waitFor(() => expect(names.map(state)).toEqual(Array(7).fill('Done')), { timeout: 8_000 });
});

test('a lost connection is a banner, and the page says what stays when the app is taken out', async () => {
  const { world, sees, click } = await openSettings();
  await sees('Kept: all decisions');
  const portal = world.sandbox.state.portals.get(DEMO_PORTAL_ID);
  if (portal) portal.token = 'another-one-by-now';
  click('check-connection');
  await sees('HubSpot no longer accepts our access');
});

test('who is no admin is told so', async () => {
  const { sees } = await openSettings(TOM);
  await sees('role');
});

test('Slack is set where the checklist asks for it: its address is kept, never shown again, and can be taken out', async () => {
  const { click, words, sees, state, type } = await openSettings();
  await sees('Slack is not set.');
  await type('slackWebhook', 'https://elsewhere.example/hook');
  click('save-notices');
  await sees('Use the address that Slack gave you');
  await type('slackWebhook', WEBHOOK);
  click('save-notices');
  await sees('Slack is set.');
  await vi.waitFor(() => expect(state('notices')).toBe('Done'), { timeout: 8_000 });
  expect(words()).not.toContain('kept-to-ourselves');
  click('remove-slack');
  await sees('Slack is not set.');
});

test('a test message says how each way went', async () => {
  const { click, sees } = await openSettings();
  await sees('Slack is not set.');
  click('test-notices');
  await sees('Slack: Not set. E-mail:');
});

test('what HubSpot refused is told again by a button, and leaves the page', async () => {
  const world = await openRealService(NOOR);
  const { sizing } = demoDeal('Kestrel');
  await send(world.card(TOM), ['POST', `/deals/${KESTREL_ID}/estimates`, { sizing }]);
  world.plan({
    match: { method: 'PATCH' },
    fault: { kind: 'status', status: 400, headers: {}, body: { category: 'VALIDATION_ERROR' } },
  });
  await world.deliver();
  const { renderer, sees, words } = await openSettings(NOOR, world);
  await sees(`Deal ${KESTREL_ID}: HubSpot refused our update.`);
  const retry = renderer.findAll(LoadingButton).find(({ text }) => text === 'Retry');
  retry?.trigger('onClick', handed({}));
  await vi.waitFor(() => expect(words()).not.toContain('refused our update'), { timeout: 8_000 });
  await world.deliver();
  const { text } = await world.card(NOOR).send('GET', '/settings/checklist');
  expect(JSON.parse(text).health).toMatchObject({
    refused: [],
    waiting: 0,
    lastWriteBackAt: expect.any(String),
  });
});

test('an account without approval rules is told so, and is offered no change', async () => {
  const { click, sees, words } = await openSettings();
  await sees('HubSpot itself can ask finance');
  click('look-at-rules');
  await sees('This portal has no pipeline approval rules (Sales Hub Enterprise).');
  expect(words()).not.toContain('Change them so');
});
