import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoService, startDemoService } from '../support/demo-service.ts';
import { launchBrowser } from './browser.ts';

let browser: Browser;
let demo: DemoService;

beforeAll(async () => {
  [browser, demo] = await Promise.all([launchBrowser(), startDemoService()]);
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
  ['the audit', '/audit', 'audit-row'],
] as const;

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  it.each(PAGES)('axe finds nothing serious on %s', { timeout: 60_000 }, async (_name, path, landmark) => {
    const page = await visit(path, landmark, colorScheme, 1_280);
    expect(await seriousFindings(page)).toEqual([]);
    await page.context().close();
  });

  it('axe finds nothing serious on the review', { timeout: 60_000 }, async () => {
    const page = await visit('/queue', 'queue-row', colorScheme, 1_280);
    await page.getByTestId('queue-row').first().getByText('Review').click();
    await page.getByTestId('cost-total').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.context().close();
  });
});

describe('at 320 pixels', () => {
  it.each(PAGES)('%s scrolls down only', { timeout: 60_000 }, async (_name, path, landmark) => {
    const page = await visit(path, landmark, 'light', 320);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
    await page.context().close();
  });
});

async function visit(
  path: string,
  landmark: string | null,
  colorScheme: 'light' | 'dark',
  width: number,
): Promise<Page> {
  const context = await browser.newContext({
    colorScheme,
    viewport: { width, height: 900 },
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(demo.url + path);
  if (landmark) await page.getByTestId(landmark).first().waitFor();
  else await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  return page;
}

async function seriousFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200) ?? ''}`);
}
