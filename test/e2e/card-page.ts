import type { Browser, Page } from 'playwright-core';
import type { DemoService } from '../support/demo-service.ts';

export type Visit = { deal: string; person?: string; place?: 'tab' | 'sidebar'; locale?: string };

/** Opens the real card bundle on a deal, as one person of the demo company sees it. */
export async function openCard(browser: Browser, demo: DemoService, visit: Visit): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await showCard(page, demo, visit);
  return page;
}

/** The same in a page that is open already. */
export async function showCard(page: Page, demo: DemoService, visit: Visit): Promise<void> {
  const { deal, person = '9002', place = 'tab', locale = 'en-US' } = visit;
  await page.goto(`${demo.url}/card-host/?${new URLSearchParams({ deal, person, place, locale })}`);
}

/** The words of an element, by its stable id. */
export async function textOf(page: Page, testId: string): Promise<string> {
  return (await page.getByTestId(testId).innerText()).replace(/\s+/g, ' ').trim();
}

/** Fills a field as a person does: the card reads numbers when the field is left. */
export async function enter(page: Page, testId: string, value: string): Promise<void> {
  const field = page.getByTestId(testId);
  await field.fill(value);
  await field.blur();
}

/** Every text on the page, for what must never stand there. */
export function wholeText(page: Page): Promise<string> {
  return page.evaluate(() => document.body.innerText);
}
