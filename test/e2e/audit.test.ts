import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type DemoPerson, IMANI, MARA } from '../../server/demo/demo-company.ts';
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

type Visit = { person?: DemoPerson; width?: number; colorScheme?: 'light' | 'dark' };

async function visit(path: string, { person = MARA, width = 1_280, colorScheme = 'light' }: Visit = {}) {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme,
    reducedMotion: 'reduce',
    locale: 'en-US',
  });
  page = await context.newPage();
  await page.addInitScript((id) => sessionStorage.setItem('dealfloor.person', id), person.userId);
  await page.goto(demo.url + path);
}

const rows = () => page.getByTestId('audit-row');

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

describe('the audit', () => {
  it('F11: every decision has its row, and Recompute says Matches', async () => {
    const { query, tables } = demo.ports.database;
    const decisions = await query.select().from(tables.decisions);
    expect(decisions.length).toBeGreaterThan(0);
    for (const { kind, decidedAt } of decisions) {
      await visit(`/audit?action=sign-off-${kind}`);
      const row = rows().filter({ has: page.locator(`time[datetime="${decidedAt}"]`) });
      await row.getByRole('link').click();
      await page.getByRole('button', { name: 'Recompute' }).click();
      expect(await page.getByTestId('recompute').innerText()).toBe('Matches');
      if (decidedAt !== decisions.at(-1)?.decidedAt) await page.context().close();
    }
  });

  it('says that the chain is intact, how many entries it has and that it was checked just now', async () => {
    await visit('/audit');
    expect(await page.getByTestId('chain').innerText()).toMatch(/^Chain intact, [\d,]+ entries$/);
    expect(await page.locator('.chain time').innerText()).toMatch(/^\d+ s ago$/);
  });

  it('a filter keeps what it names, and Back brings the list again', async () => {
    await visit('/audit');
    await rows().first().waitFor();
    await page.getByLabel('What').selectOption({ label: 'Asked for a sign-off' });
    await expect
      .poll(() => page.locator('[data-testid="audit-row"]:not([data-action="sign-off-requested"])').count())
      .toBe(0);
    const asked = await rows().count();
    expect(asked).toBeGreaterThan(0);
    await rows().first().getByRole('link').click();
    await page.getByRole('heading', { name: /^Entry \d+: Asked for a sign-off$/ }).waitFor();
    await page.goBack();
    await expect.poll(() => rows().count()).toBe(asked);
  });

  it('hands the entries out as a file', async () => {
    await visit('/audit');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('audit.csv');
  });

  it('is closed to customer success, in words', async () => {
    await visit('/audit', { person: IMANI });
    await page.getByText('The audit is not open to you').waitFor();
    expect(await page.getByRole('link', { name: 'Audit' }).count()).toBe(0);
  });
});

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  it('axe finds nothing serious on the list and on an entry', async () => {
    await visit('/audit', { colorScheme });
    await page.getByTestId('chain').waitFor();
    await rows().first().waitFor();
    expect(await seriousFindings()).toEqual([]);
    await page.locator('[data-action^="sign-off-approve"] a').first().click();
    await page.getByRole('button', { name: 'Recompute' }).waitFor();
    expect(await seriousFindings()).toEqual([]);
  });
});

it('at 320 pixels the list and an entry scroll down only', async () => {
  await visit('/audit', { width: 320 });
  await rows().first().waitFor();
  expect(await overflow()).toBeLessThanOrEqual(0);
  await page.locator('[data-action^="sign-off-approve"] a').first().click();
  await page.getByRole('button', { name: 'Recompute' }).waitFor();
  expect(await overflow()).toBeLessThanOrEqual(0);
});
