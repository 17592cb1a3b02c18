import type { Page } from 'playwright-core';
import { buildUi } from '../../ui/build.ts';
import { launchBrowser } from '../e2e/browser.ts';
import { openCard } from '../e2e/card-page.ts';
import { startDemoService } from '../support/demo-service.ts';

/** What a person waits for, in milliseconds of a real browser. */
export type CardFigures = {
  readonly choices: number;
  readonly verdictP50Ms: number;
  readonly verdictP95Ms: number;
  readonly queueColdMs: number;
};

const CHOICES = 40;

/** Use case chosen → verdict drawn, in the real card bundle over the sandbox; and the console's queue, cold. */
export async function measureCard(): Promise<CardFigures> {
  await buildUi();
  const demo = await startDemoService();
  const browser = await launchBrowser();
  try {
    const page = await openCard(browser, demo, { deal: '1009' });
    await page.getByTestId('use-case').waitFor();
    const times: number[] = [];
    for (let choice = 0; choice < CHOICES; choice += 1) times.push(await chooseAndWait(page, choice));
    const sorted = times.toSorted((a, b) => a - b);
    const cold = await browser.newPage();
    const start = performance.now();
    await cold.goto(`${demo.url}/queue`);
    await cold.getByTestId('queue-row').first().waitFor();
    const queueColdMs = Math.round(performance.now() - start);
    return {
      choices: CHOICES,
      verdictP50Ms: percentile(sorted, 0.5),
      verdictP95Ms: percentile(sorted, 0.95),
      queueColdMs,
    };
  } finally {
    await browser.close();
    await demo.close();
  }
}

/** Chooses a use case with another margin than the one that stands, and waits in the page until it is drawn. */
function chooseAndWait(page: Page, choice: number): Promise<number> {
  const label = choice % 2 === 0 ? 'Hashtag monitor, hydrate every post' : 'Creator discovery (light)';
  return page.evaluate(async (label) => {
    const margin = () => document.querySelector('[data-testid="verdict-margin"]')?.textContent;
    const select = document.querySelector('[data-testid="use-case"]');
    if (!(select instanceof HTMLSelectElement)) throw new Error('the use case is not there');
    const option = [...select.options].find((candidate) => candidate.label === label);
    const before = margin();
    const start = performance.now();
    select.value = option?.value ?? '';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    while (margin() === before) await new Promise((resolve) => requestAnimationFrame(resolve));
    return performance.now() - start;
  }, label);
}

function percentile(sorted: readonly number[], share: number): number {
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}
