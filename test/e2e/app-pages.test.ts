import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type DemoService, startDemoService } from '../support/demo-service.ts';
import { launchBrowser } from './browser.ts';
import { textOf } from './card-page.ts';

let browser: Browser;
let demo: DemoService;
let page: Page;

/** A fixed moment, so that the hours that a request has waited are known. */
const clock = { now: () => new Date('2026-11-20T15:14:00.000Z') };
const NOOR = '9041';
const MARA = '9011';
const TOM = '9002';
const SOON = { timeout: 10_000 };

beforeAll(async () => {
  [browser, demo] = await Promise.all([launchBrowser(), startDemoService(clock, { awaitsFacts: false })]);
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  page = await context.newPage();
}, 120_000);
afterAll(async () => {
  await browser.close();
  await demo.close();
});

async function visit(appPage: string, person: string, landmark: string): Promise<void> {
  await page.setViewportSize({ width: 1_280, height: 900 });
  await page.goto(`${demo.url}/card-host/?${new URLSearchParams({ page: appPage, person })}`);
  await page.getByTestId(landmark).waitFor();
}

const states = (names: readonly string[]) => Promise.all(names.map((name) => textOf(page, `state-${name}`)));

it('R1: an admin sees the checklist go green, with the mapping looked at on three real deals before it is kept', async () => {
  await visit('settings', NOOR, 'settings');
  const names = ['connection', 'properties', 'mapping'];
  await expect.poll(() => states(names), SOON).toEqual(['Not known', 'Not known', 'Not known']);
  expect(await page.getByTestId('save-mapping').isDisabled()).toBe(true);
  await page.getByTestId('create-missing').click();
  await expect.poll(() => textOf(page, 'found-properties'), SOON).toBe('All 11 properties are there.');
  await page.getByTestId('preview').click();
  await expect.poll(() => page.getByTestId('previewed').locator('tbody tr').count(), SOON).toBe(3);
  expect(await textOf(page, 'previewed')).toContain('Harbor & Pine $9,588.00 20 Dec 2026 –');
  await page.getByTestId('save-mapping').click();
  await expect.poll(() => textOf(page, 'state-mapping'), SOON).toBe('Done');
  expect(await textOf(page, 'mapping-said')).toContain('Deals are read by it from now on.');
  await page.getByTestId('check-all').click();
  const all = [...names, 'card', 'roles', 'stage-gate'];
  await expect.poll(() => states(all), SOON).toEqual(all.map(() => 'Done'));
  expect(await textOf(page, 'found-stage-gate')).toBe('Warn at Contract Sent, Closed Won.');
  expect(await textOf(page, 'found-notices')).toContain('neither Slack nor a mail server is set');
  await page.reload();
  await expect.poll(() => states(names), SOON).toEqual(['Done', 'Done', 'Done']);
});

it('finance sees what waits, the largest exposure first, each with the way to its review', async () => {
  await visit('sign-offs', MARA, 'queue');
  expect(await textOf(page, 'queue-sentence')).toMatch(/^3 waiting, oldest 26 h, \$67,990\.84 at risk/);
  const deals = page.getByTestId('queue').locator('tbody tr');
  const words = (await deals.allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
  expect(words.map((text) => text.split(' ')[0])).toEqual(['Tidewater', 'Kestrel', 'Meridian']);
  expect(words[2]).toContain('Overdue');
  const [opened] = await Promise.all([
    page.context().waitForEvent('page'),
    deals.nth(1).getByText('Review').click(),
  ]);
  await opened.getByTestId('cost-total').waitFor();
  expect(await opened.innerText('h1')).toContain('Kestrel');
  await opened.close();
});

it('whoever has no part in a page is told so, and sees nothing of it', async () => {
  await page.goto(`${demo.url}/card-host/?page=settings&person=${TOM}`);
  await page.getByTestId('failed').waitFor();
  expect(await textOf(page, 'failed')).toContain('Ask RevOps for the Dealfloor admin role.');
  expect(await page.getByTestId('settings').count()).toBe(0);
});

it.each([
  ['the settings', 'settings', NOOR, 'notices-now'],
  ['the app page', 'sign-offs', MARA, 'queue'],
])(
  'axe finds nothing serious on %s, in light and in dark, and at 320 pixels it scrolls down only',
  async (_name, appPage, person, landmark) => {
    await visit(appPage, person, landmark);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await seriousFindings(), colorScheme).toEqual([]);
    }
    await page.setViewportSize({ width: 320, height: 900 });
    await expect.poll(overflow, SOON).toBeLessThanOrEqual(0);
  },
);

function overflow(): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

async function seriousFindings(): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200) ?? ''}`);
}
