import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type DemoPerson, JOEL, MARA } from '../../server/demo/demo-company.ts';
import { type DemoService, startDemoService } from '../support/demo-service.ts';
import { launchBrowser } from './browser.ts';

let browser: Browser;
let demo: DemoService;
let page: Page;

beforeAll(async () => {
  const clock = { now: () => new Date() };
  [browser, demo] = await Promise.all([launchBrowser(), startDemoService(clock, { awaitsFacts: false })]);
});
afterAll(async () => {
  await browser.close();
  await demo.close();
});
afterEach(() => page.context().close());

async function visit(path: string): Promise<void> {
  const viewport = { width: 1_280, height: 900 };
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce', locale: 'en-US' });
  page = await context.newPage();
  await page.goto(demo.url + path);
  await become(MARA);
}

/** The same tab as another person. */
async function become(person: DemoPerson): Promise<void> {
  await page.getByLabel('You are').selectOption(person.userId);
}

const button = (name: string) => page.getByRole('button', { name, exact: true });

async function previewFloor(percent: string): Promise<void> {
  await page.getByLabel('Floor', { exact: true }).fill(percent);
  await button('Preview').click();
}

async function seriousFindings(): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200) ?? ''}`);
}

function overflow(): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

it('a floor is proposed by one person, looked at before, published by another, and stands in the audit', async () => {
  await visit('/proposals');
  await button('Propose…').click();
  await page.getByRole('menuitem', { name: 'A policy' }).click();
  await page.getByLabel('Version name').fill('floor-62');
  await previewFloor('62 %');
  const deals = page.getByRole('region', { name: 'Open deals' });
  expect(await deals.getByRole('listitem').innerText()).toBe(
    'Atlas Creator Fund: Thin 60.0% → Sign-off 60.0%',
  );
  await page.getByLabel(/^Why/).fill('The board asked for a floor of 62%.');
  await button('Send the proposal').click();

  await page.getByRole('heading', { name: 'Policy floor-62' }).waitFor();
  const decide = page.getByRole('region', { name: 'Decide' });
  await decide.getByText('You proposed this. Another person must publish it.').waitFor();
  await decide.getByText('Joel Brandão and Ted Marsh can publish it.').waitFor();
  expect(await button('Publish').count()).toBe(0);

  await become(JOEL);
  await button('Publish').click();
  await page.getByText('Published.', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'All proposals' }).click();
  const row = page.getByRole('row').filter({ hasText: 'Policy floor-62' });
  expect(await row.innerText()).toContain('Published by Joel Brandão');

  await page.goto(`${demo.url}/audit?action=policy-published`);
  await page.getByTestId('audit-row').waitFor();
  expect(await page.getByTestId('audit-row').innerText()).toContain('Joel Brandão');

  await page.goto(`${demo.url}/proposals/new/policy`);
  await page.getByText(/^Published for later: floor-62 from /).waitFor();
  await page.getByLabel('Version name').fill('floor-62');
  await previewFloor('63');
  await page.getByText('Version floor-62 is there already.').first().waitFor();
  expect(await page.getByLabel('Floor', { exact: true }).inputValue()).toBe('63');
});

it('a price book is taken as a file, changed and proposed with its difference', async () => {
  await visit('/proposals/new/price-book');
  const [download] = await Promise.all([page.waitForEvent('download'), button('Download it').click()]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk));
  const text = Buffer.concat(chunks).toString();
  const file = (name: string, content: string) =>
    page
      .locator('input[type="file"]')
      .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) });
  await file('torn.json', text.slice(0, 100));
  await page.getByText('torn.json is no price book: it is not one object of JSON.').waitFor();
  await file('dearer.json', text.replace('"credit": "0.0008"', '"credit": "0.001"'));
  await button('Preview').click();
  await page.getByText('Choose today or a later day.').first().waitFor();
  await page.getByLabel(/^Holds from/).fill('2999-01-01');
  await page.getByLabel(/^Version name/).fill('dearer');
  await button('Preview').click();
  const changes = page.getByRole('region', { name: 'What changes' });
  await changes.getByRole('row', { name: 'rates credit 0.0008 0.001' }).waitFor();
});

describe('the forms', () => {
  /** Opened once: in light, in dark, and on a narrow screen. */
  async function expectFitForAll(): Promise<void> {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await seriousFindings(), colorScheme).toEqual([]);
    }
    await page.setViewportSize({ width: 320, height: 900 });
    expect(await overflow()).toBeLessThanOrEqual(0);
  }

  it('have no serious finding of axe and scroll down only, with a preview and with an issue', async () => {
    await visit('/proposals/new/policy');
    await previewFloor('62');
    await button('Send the proposal').click();
    await page.getByText('Say in at least 10 characters why.').waitFor();
    await expectFitForAll();
  });

  it.each(['person', 'price-book'])('of a %s have none either', async (kind) => {
    await visit(`/proposals/new/${kind}`);
    await button('Preview').click();
    await page.getByTestId('propose-problem').waitFor();
    await expectFitForAll();
  });
});
