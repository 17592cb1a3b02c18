import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type DemoService, startDemoService } from '../support/demo-service.ts';
import { launchBrowser } from './browser.ts';

let browser: Browser;
let demo: DemoService;
let page: Page;

// One window for all of them: a page that was loaded once is not compiled again.
beforeAll(async () => {
  [browser, demo] = await Promise.all([launchBrowser(), startDemoService()]);
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  page = await context.newPage();
});
afterAll(async () => {
  await browser.close();
  await demo.close();
});

const PAGES = [
  ['the card, not yet sized', '/card-host/?deal=1009&person=9002&place=tab', 'use-case'],
  ['the card with an estimate', '/card-host/?deal=1005&person=9003&place=tab', 'cost-table'],
  ['the sidebar card', '/card-host/?deal=1004&person=9002&place=sidebar', 'verdict'],
  ['the queue', '/queue', 'queue-row'],
  ['the book of business', '/book?window=90', 'book-row'],
  ['an account', '/accounts/t_001?window=90', 'endpoint-row'],
  ['who is away', '/me/away', null],
  ['the proposals', '/proposals', null],
  ['what was refused outside', '/write-backs', null],
] as const;

it.each(PAGES)(
  'axe finds nothing serious on %s, in light and in dark, and at 320 pixels it scrolls down only',
  async (_name, path, landmark) => {
    await visit(path);
    if (landmark) await page.getByTestId(landmark).first().waitFor();
    else await page.getByRole('heading', { level: 1 }).waitFor();
    await lookAtIt();
  },
);

it('the same of the review', async () => {
  await visit('/queue');
  await page.getByTestId('queue-row').first().getByText('Review').click();
  await page.getByTestId('cost-total').waitFor();
  await lookAtIt();
});

async function visit(path: string): Promise<void> {
  await page.setViewportSize({ width: 1_280, height: 900 });
  await page.goto(demo.url + path);
}

async function lookAtIt(): Promise<void> {
  await page.waitForLoadState('networkidle');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await seriousFindings(), colorScheme).toEqual([]);
  }
  await page.setViewportSize({ width: 320, height: 900 });
  await expect.poll(overflow).toBeLessThanOrEqual(0);
}

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
