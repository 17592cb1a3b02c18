import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { IMANI } from '../../server/demo/demo-company.ts';
import { startDemoService } from '../support/demo-service.ts';
import { launchBrowser } from './browser.ts';
import { openCard } from './card-page.ts';
import { setup } from './global-setup.ts';

const images = fileURLToPath(new URL('../../docs/images', import.meta.url));

/** A fixed moment, so that a picture changes only when the product does. */
const clock = { now: () => new Date('2026-11-20T15:14:00.000Z') };

await setup();
mkdirSync(images, { recursive: true });
const demo = await startDemoService(clock);
const browser = await launchBrowser();
try {
  const card = await openCard(browser, demo, { deal: '1004' });
  await card.getByTestId('break-even').waitFor();
  await shoot(card, 'card');
  const account = await browser.newPage({ viewport: { width: 1280, height: 1680 } });
  await account.goto(`${demo.url}/card-host/?company=80001`);
  await account.getByTestId('window').getByText('Last 90').click();
  await account.getByTestId('freshness').filter({ hasText: 'of 90 days' }).waitFor();
  await shoot(account, 'account-card');
  await shootConsole(browser);
  await shootBook(browser);
} finally {
  await browser.close();
  await demo.close();
}

async function shootConsole(browser: Browser): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: 'light' });
  await page.clock.setFixedTime(clock.now());
  await page.goto(`${demo.url}/queue`);
  await page.getByTestId('queue-row').first().waitFor();
  await shoot(page, 'queue');
  await page.getByTestId('queue-row').filter({ hasText: 'Kestrel' }).getByText('Review').click();
  await page.getByTestId('cost-total').waitFor();
  await shoot(page, 'review');
}

async function shootBook(browser: Browser): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme: 'light' });
  await page.clock.setFixedTime(clock.now());
  await page.addInitScript((id) => sessionStorage.setItem('dealfloor.person', id), IMANI.userId);
  await page.goto(`${demo.url}/book`);
  await page.getByTestId('book-row').first().waitFor();
  await shoot(page, 'book');
  await page.goto(`${demo.url}/accounts/t_001?window=90`);
  await page.getByTestId('endpoint-row').first().waitFor();
  await shoot(page, 'account');
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: `${images}/${name}.png` });
  process.stdout.write(`docs/images/${name}.png\n`);
}
