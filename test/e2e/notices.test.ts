import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_PEOPLE, TOM } from '../../server/demo/demo-company.ts';
import { type DemoService, startDemoService } from '../support/demo-service.ts';
import { launchBrowser } from './browser.ts';

let browser: Browser;
let demo: DemoService;

beforeAll(async () => {
  [browser, demo] = await Promise.all([launchBrowser(), startDemoService(undefined, { awaitsFacts: false })]);
});
afterAll(async () => {
  await browser.close();
  await demo.close();
});

const ADMIN = DEMO_PEOPLE.find(({ roles }) => roles.includes('admin'))?.userId;

async function desk(path: string, { userId }: { userId: string | undefined }): Promise<Page> {
  const context = await browser.newContext({
    colorScheme: 'light',
    reducedMotion: 'reduce',
    timezoneId: 'Europe/Lisbon',
    viewport: { width: 1280, height: 900 },
  });
  const page = await context.newPage();
  await page.addInitScript((id) => sessionStorage.setItem('dealfloor.person', id), String(userId));
  await page.goto(demo.url + path);
  await page.getByRole('button', { name: 'Save' }).waitFor();
  return page;
}

async function openQuietHours(page: Page): Promise<void> {
  await page.getByRole('switch', { name: /^Quiet hours/ }).press('Space');
}

async function seriousFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200) ?? ''}`);
}

describe('how people are told', () => {
  it('quiet hours that a person saves hold after a reload, in their own time zone', async () => {
    const page = await desk('/me/notices', { userId: TOM.userId });
    await openQuietHours(page);
    await page.getByLabel('Until').fill('06:15');
    await page.getByRole('button', { name: 'Save' }).click();
    const saved = page.getByTestId('notices-saved');
    await saved.waitFor();
    expect(await saved.textContent()).toMatch(/^Saved\. /);
    await page.reload();
    expect(await page.getByLabel('Until').inputValue()).toBe('06:15');
    expect(await page.getByLabel('Time zone').inputValue()).toBe('Europe/Lisbon');
    const { query, tables } = demo.ports.database;
    const rows = await query.select().from(tables.noticePreferences);
    expect(rows).toMatchObject([{ userId: TOM.userId, quietFrom: '19:00', quietUntil: '06:15' }]);
    await page.context().close();
  });

  it('an admin finds the settings, and reads why a test with nothing set up reached nobody', async () => {
    const page = await desk('/me/notices', { userId: ADMIN });
    await page.getByRole('link', { name: 'Set up Slack and e-mail for everybody' }).click();
    await page.getByRole('button', { name: 'Send test' }).click();
    const outcome = page.getByTestId('test-outcome');
    await outcome.waitFor();
    expect(await outcome.textContent()).toContain('Neither a webhook nor a bot is set up.');
    expect(await outcome.textContent()).toContain('No mail server is named');
    await page.context().close();
  });

  it('a Slack that is set up is never shown again, and can be taken away', async () => {
    const page = await desk('/settings/notices', { userId: ADMIN });
    await page.getByLabel('Bot token').fill('xoxb-1111111111-abcdefghij');
    await page.getByRole('button', { name: 'Save' }).click();
    const saved = page.getByTestId('settings-saved');
    await saved.filter({ hasText: 'Saved. On: Slack, each person.' }).waitFor();
    await page.reload();
    const token = page.getByRole('group', { name: 'Bot token' });
    await token.getByRole('button', { name: 'Remove' }).click();
    expect(await page.content()).not.toContain('xoxb-1111');
    await page.getByRole('button', { name: 'Save' }).click();
    await saved.filter({ hasText: 'Nobody is told outside HubSpot yet.' }).waitFor();
    await page.context().close();
  });

  it.each(['/me/notices', '/settings/notices'])(
    'axe finds nothing serious on %s, light or dark, and it scrolls down only at 320 pixels',
    async (path) => {
      const page = await desk(path, { userId: ADMIN });
      if (path === '/me/notices') await openQuietHours(page);
      expect(await seriousFindings(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.locator(':root[data-mantine-color-scheme="dark"]').waitFor();
      expect(await seriousFindings(page)).toEqual([]);
      await page.setViewportSize({ width: 320, height: 900 });
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBeLessThanOrEqual(0);
      await page.context().close();
    },
  );
});
