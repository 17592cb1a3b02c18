import { Button, hubspot, Select, StatusTag } from '@hubspot/ui-extensions';
import { createRenderer } from '@hubspot/ui-extensions/testing';
import { expect, test, vi } from 'vitest';
import { SettingsPage } from '../../ui/hubspot/src/app/cards/settings/settings-page.tsx';
import { demoDeal } from './demo.ts';
import { handed, textsOf } from './open-tab.tsx';

const NOOR = { userId: '9041' };
const TOM = { userId: '9002' };
const DEMO_PORTAL_ID = '24681357';
const KESTREL_ID = '1004';
const NOTICES = { emailOn: true };

/** The settings page in HubSpot's own renderer, before the real app and the sandbox: its requests are signed as HubSpot signs them. */
async function openSettings(person = NOOR) {
  const world = await openRealWorld();
  vi.spyOn(hubspot, 'fetch').mockImplementation(async (url, options) => {
    const { method = 'GET', body } = options ?? {};
    const path = new URL(String(url)).pathname.replace('/hubspot', '');
    const answer = await world.card(person).send(method, path, body ? JSON.stringify(body) : null);
    return new Response(answer.text, { status: answer.status });
  });
  const renderer = createRenderer('settings');
  renderer.render(<SettingsPage />);
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
  return { world, renderer, click, words, state, sees };
}

/** As much of the real service as this test touches: card tests are compiled without the server's types. */
type Door = {
  send(method: string, path: string, body?: string | null): Promise<{ status: number; text: string }>;
};
type RealWorld = {
  card(person: { userId: string }): Door;
  console(person: { userId: string }): Door;
  sandbox: { state: { portals: Map<string, { token: string }> } };
};

async function openRealWorld(): Promise<RealWorld> {
  const address = '../support/world.ts';
  const { openWorld }: { openWorld(): Promise<RealWorld> } = await import(/* @vite-ignore */ address);
  return openWorld();
}

async function send(door: Door, [method, path, body]: [string, string, object]) {
  const key = { idempotencyKey: `settings-test-${method}-${path.length}` };
  const { status, text } = await door.send(method, path, JSON.stringify({ ...key, ...body }));
  if (status >= 300) throw new Error(text);
}

test('R1: the checklist goes green with the stand-in account', async () => {
  const { world, renderer, click, state, sees, words } = await openSettings();
  await sees('Not looked at yet.');
  await send(world.console(NOOR), ['PUT', '/settings/notices', NOTICES]);
  const { sizing } = demoDeal('Kestrel');
  await send(world.card(TOM), ['POST', `/deals/${KESTREL_ID}/estimates`, { sizing }]);
  click('create-missing');
  await sees('All 11 properties are there.');
  renderer.find(Select).trigger('onChange', handed('amount'));
  await vi.waitFor(() => expect(renderer.findByTestId(Button, 'preview').props.disabled).not.toBe(true));
  click('preview');
  await sees('for the whole term');
  expect(words().match(/closes \d{4}/g)).toHaveLength(3);
  click('save-mapping');
  await sees('Kept. Deals are read by it from now on.');
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
