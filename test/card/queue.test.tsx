import { Button, hubspot, Link, LoadingButton, StatusTag } from '@hubspot/ui-extensions';
import { createRenderer } from '@hubspot/ui-extensions/testing';
import { expect, test, vi } from 'vitest';
import { QueuePage } from '../../ui/hubspot/src/app/cards/queue/queue-page.tsx';
import { demoDeal } from './demo.ts';
import { handed, textsOf } from './open-tab.tsx';
import { MARA, NOOR, openRealService, send, TOM } from './real-service.ts';

const KESTREL_ID = '1004';
const HOUR_MS = 3_600_000;

/** The app page in HubSpot's own renderer, before the real app and the sandbox. */
async function openQueue(person = MARA, before = async (_: Service) => {}) {
  const world = await openRealService(person);
  await before(world);
  const renderer = createRenderer('pages');
  renderer.render(<QueuePage locale="en-US" />);
  const words = () => textsOf(renderer.getRootNode()).join('\n');
  const sees = (text: string) =>
    renderer.waitFor(
      () => {
        if (!words().includes(text)) throw new Error(`not on the page: ${text}\n${words()}`);
      },
      { timeoutInMs: 8_000 },
    );
  const refresh = () => renderer.findByTestId(LoadingButton, 'refresh').trigger('onClick', handed({}));
  return { world, renderer, words, sees, refresh };
}
type Service = Awaited<ReturnType<typeof openRealService>>;

/** Tom saves Kestrel and asks for its sign-off. */
async function askForKestrel(world: Service) {
  const { sizing } = demoDeal('Kestrel');
  await send(world.card(TOM), ['POST', `/deals/${KESTREL_ID}/estimates`, { sizing }]);
  const ask = {
    estimateVersion: 1,
    reason: 'A logo that opens the whole segment to us.',
    neededBy: '2026-11-27',
  };
  await send(world.card(TOM), ['POST', `/deals/${KESTREL_ID}/sign-offs`, ask]);
}

test('finance sees what waits inside HubSpot, with the figures it was asked for and the way to its review', async () => {
  const { renderer, words, sees } = await openQueue(MARA, askForKestrel);
  await sees('1 waiting');
  for (const text of ['Kestrel Monitoring', 'Tom ', '0 h', '27 Nov 2026']) {
    expect(words()).toContain(text);
  }
  expect(renderer.findByTestId(StatusTag, `verdict-${KESTREL_ID}`).text).toMatch(/^Sign-off 49\.2%$/);
  expect(words()).toMatch(/−?[\d.]+% to [\d.]+%/);
  expect(renderer.findByTestId(Link, `review-${KESTREL_ID}`).props.href).toEqual({
    url: expect.stringMatching(/^https:\/\/dealfloor\.example\/sign-offs\/[0-9a-f]{32}$/),
    external: true,
  });
  expect(words()).not.toContain('Overdue');
});

test('what has waited too long says so in words', async () => {
  const { sees } = await openQueue(MARA, async (world) => {
    await askForKestrel(world);
    world.clock.advance(5 * 24 * HOUR_MS);
  });
  await sees('Overdue');
});

test('an empty list says what comes here, and fills when it is read again', async () => {
  const { world, sees, refresh, words } = await openQueue();
  await sees('Nothing is waiting.');
  expect(words()).toContain('when a seller submits a deal');
  await askForKestrel(world);
  refresh();
  await sees('Kestrel Monitoring');
});

test('who does not decide is told who does, and sees no request', async () => {
  for (const person of [TOM, NOOR]) {
    const { sees, words } = await openQueue(person, askForKestrel);
    await sees('Only finance and the CFO see what waits.');
    expect(words()).not.toContain('Kestrel');
  }
});

test('a list that cannot be read again stays in sight, and says that it is the older one', async () => {
  const { sees, refresh, words } = await openQueue(MARA, askForKestrel);
  await sees('Kestrel Monitoring');
  vi.spyOn(hubspot, 'fetch').mockRejectedValue(new Error('Failed to fetch'));
  refresh();
  await sees('This is the list as it was before.');
  expect(words()).toContain('Kestrel Monitoring');
});

test('a list that cannot be read at all is tried again by a button', async () => {
  const world = await openRealService(MARA);
  const real = vi.mocked(hubspot.fetch).getMockImplementation();
  await askForKestrel(world);
  vi.spyOn(hubspot, 'fetch').mockRejectedValueOnce(new Error('Failed to fetch'));
  const renderer = createRenderer('pages');
  renderer.render(<QueuePage locale="de-DE" />);
  await renderer.waitFor(() => renderer.findByTestId(Button, 'retry'), { timeoutInMs: 8_000 });
  expect(textsOf(renderer.getRootNode()).join()).toContain('The list could not be loaded.');
  if (real) vi.spyOn(hubspot, 'fetch').mockImplementation(real);
  renderer.findByTestId(Button, 'retry').trigger('onClick', handed({}));
  await renderer.waitFor(() => renderer.findByTestId(Link, `review-${KESTREL_ID}`), { timeoutInMs: 8_000 });
  expect(textsOf(renderer.getRootNode()).join()).toContain('49,2%');
});
