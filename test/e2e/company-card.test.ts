import AxeBuilder from '@axe-core/playwright';
import { AccountView, toCents } from '@dealfloor/price-book';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type DemoService, startDemoService } from '../support/demo-service.ts';
import { launchBrowser } from './browser.ts';
import { textOf } from './card-page.ts';

let browser: Browser;
let demo: DemoService;
let page: Page;

/** A fixed day, so that the 90 days of the demo are known by name. */
const clock = { now: () => new Date('2026-11-21T09:14:00.000Z') };

beforeAll(async () => {
  [browser, demo] = await Promise.all([launchBrowser(), startDemoService(clock)]);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await demo.close();
});
afterEach(() => page.context().close());

type Visit = {
  company: string;
  person?: string;
  place?: string;
  locale?: string;
  width?: number;
  colorScheme?: 'light' | 'dark';
};

/** What the card was told, as it came over the wire. */
let answers: string[] = [];

/** Opens the real card bundle on a company, as one person of the demo company sees it. */
async function open({ company, width = 1280, colorScheme = 'light', ...rest }: Visit): Promise<void> {
  const viewport = { width, height: 900 };
  const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' });
  page = await context.newPage();
  answers = [];
  page.on('response', async (response) => {
    if (response.url().endsWith('/_control/fetch') && response.request().method() === 'POST') {
      answers.push(JSON.parse(await response.text()).body);
    }
  });
  await page.goto(`${demo.url}/card-host/?${new URLSearchParams({ company, ...rest })}`);
}

async function shown(company: string, rest: Partial<Visit> = {}): Promise<AccountView> {
  await open({ company, ...rest });
  await page.getByTestId('verdict').waitFor();
  return told('30');
}

async function look90(): Promise<AccountView> {
  await page.getByTestId('window').getByText('Last 90').click();
  await page.getByTestId('freshness').filter({ hasText: 'of 90 days' }).waitFor();
  return told('90');
}

function told(window: '30' | '90'): Promise<AccountView> {
  return vi.waitFor(() => {
    const view = AccountView.parse(JSON.parse(answers.at(-1) ?? '{}'));
    expect(view.window).toBe(window);
    return view;
  });
}

function centsOf(text: string): bigint {
  const cents = BigInt(text.replace(/[^\d]/g, ''));
  return /[-−]/.test(text) ? -cents : cents;
}

const known = (text: string | null) => toCents(text ?? 'missing');

async function amountIn(testId: string): Promise<bigint> {
  const number = page.getByTestId(testId).locator('.statistics-number');
  return centsOf(await ((await number.count()) > 0 ? number : page.getByTestId(testId)).innerText());
}

/** How often the days' line starts anew, and how many points it has. */
function drawn(): Promise<{ starts: number; points: number }> {
  return page.getByTestId('days-chart').evaluate((chart) => ({
    starts: [...chart.querySelectorAll('.chart-canvas path.chart-stroke')]
      .map((line) => line.getAttribute('d')?.match(/M/g)?.length ?? 0)
      .reduce((sum, count) => sum + count, 0),
    points: chart.querySelectorAll('circle.chart-fill').length,
  }));
}

describe('a CSM looks at an account on its company', () => {
  it.each(['80001', '80002', '80003', '80006'])('the figures on %s are those of the API', async (company) => {
    const { account } = await shown(company);
    const { figures } = account;
    expect(await amountIn('customer-pays')).toBe(known(figures.revenueUsd));
    expect(await amountIn('costs-us')).toBe(known(figures.costUsd));
    expect(await amountIn('left-over')).toBe(known(figures.leftOverUsd));
    expect(await amountIn('mix-total')).toBe(known(figures.costUsd));
    expect((await textOf(page, 'verdict-margin')).replace('−', '-')).toBe(
      `${figures.grossMargin.percent}% margin`,
    );
  });

  it('the rows sum to the total, those of the endpoints and those of 90 days', async () => {
    await shown('80001');
    const { days, account } = await look90();
    const endpoints = await page.locator('[data-testid^="mix-row-"][data-testid$="-cost"]').allInnerTexts();
    const sum = (texts: string[]) => texts.map(centsOf).reduce((all, cents) => all + cents, 0n);
    expect(sum(endpoints)).toBe(known(account.figures.costUsd));
    await page.getByTestId('days-accordion').getByText('The same days as a table').click();
    await page.getByTestId('days-total').waitFor();
    const costs = await page.locator('[data-testid^="day-"][data-testid$="-cost"]').allInnerTexts();
    expect(costs).toHaveLength(days.length);
    expect(sum(costs.filter((text) => text !== 'No data'))).toBe(known(account.figures.costUsd));
    expect(await amountIn('days-total')).toBe(known(account.figures.costUsd));
  });

  it('C2: the missing day is a gap in the line, named, and nowhere a zero', async () => {
    await shown('80001');
    expect(await drawn()).toEqual({ starts: 1, points: 30 });
    const { freshness } = await look90();
    expect(freshness.missingDays).toEqual(['2026-09-06']);
    expect(await drawn()).toEqual({ starts: 2, points: 89 });
    expect(await textOf(page, 'day-note-0')).toBe('No data for 6 Sep 2026: a gap, not zero.');
    expect(await textOf(page, 'freshness')).toContain('89 of 90 days booked.');
    await page.getByTestId('days-accordion').getByText('The same days as a table').click();
    expect(await textOf(page, 'day-2026-09-06-cost')).toBe('No data');
  });

  it('C3: no handle, mail address or key, neither on the page nor in what it was told', async () => {
    await shown('80001');
    await look90();
    const names = await endpointNames();
    const html = await page.getByTestId('card').innerHTML();
    expect(answers).toHaveLength(2);
    for (const text of [html, ...answers]) {
      const rest = names.reduce((left, name) => left.replaceAll(name, ''), text);
      expect(rest).not.toMatch(/@|username|X-Api-Key/i);
    }
  });

  it('as sold beside as it runs, and under which price books', async () => {
    const { estimate, priceVersions } = await shown('80001');
    expect(await textOf(page, 'estimate-sentence')).toBe(estimate?.sentence);
    expect(await amountIn('actual-cost')).toBe(known(estimate?.actualCostPerDayUsd ?? null));
    for (const { version } of priceVersions) expect(await textOf(page, 'prices')).toContain(version);
    expect(priceVersions.length).toBeGreaterThan(1);
  });

  it('an own key is told apart, and a trial is a sales cost in no margin', async () => {
    const { account } = await shown('80006');
    expect(await textOf(page, 'account-note-0')).toContain('Paid by the customer to TikLiveAPI');
    expect(centsOf(await textOf(page, 'account-note-0'))).toBe(known(account.figures.customerPaysUsd));
    await page.context().close();
    await shown('80025');
    expect(await textOf(page, 'verdict-word')).toBe('Sales cost');
    expect(await page.getByTestId('left-over').count()).toBe(0);
  });

  it('an account of another book, and a company without an account, get the same plain refusal', async () => {
    for (const company of ['80002', '71001']) {
      await open({ company, person: '9031' });
      await page.getByTestId('no-account').waitFor();
      expect(await textOf(page, 'no-account')).toBe(
        'No account of yours This company has no account, or its account is in another person’s book of business.',
      );
      expect(await textOf(page, 'card')).not.toMatch(/\$|%/);
      expect(answers.join()).not.toMatch(/Quill|costUsd/);
      if (company === '80002') await page.context().close();
    }
  });

  it('the chooser leads from a deal to a company, and each kind has its own card', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    page = await context.newPage();
    await page.goto(`${demo.url}/card-host/?deal=1004`);
    await page.getByTestId('verdict-range').waitFor();
    await page.getByTestId('kind-company').click();
    await page.getByTestId('company-80003').click();
    await page.getByTestId('freshness').waitFor();
    expect(await page.locator('.record-header h2').innerText()).toBe('Marlow Agency');
    expect(page.url()).toContain('company=80003');
    await page.goBack();
    await page.locator('.record-header h2').filter({ hasText: 'Brightside Social' }).waitFor();
  });

  it('the sidebar says the word, the margin and up to which day it is known', async () => {
    const { account } = await shown('80003', { place: 'sidebar' });
    const { percent } = account.figures.grossMargin;
    expect(await textOf(page, 'verdict-word')).toBe(`Clear: ${percent}%`);
    expect(await textOf(page, 'freshness')).toContain('30 of 30 days booked.');
  });

  it('a German record reads German numbers', async () => {
    await shown('80001', { locale: 'de-DE' });
    expect(await textOf(page, 'customer-pays')).toMatch(/3\.150,00\s\$/);
    expect(await textOf(page, 'freshness')).toContain('22. Okt. 2026');
  });
});

describe('whoever looks, and on whatever', () => {
  it.each(['light', 'dark'] as const)('axe finds nothing serious in %s', async (colorScheme) => {
    await shown('80001', { colorScheme });
    expect(await seriousFindings()).toEqual([]);
  });

  it.each(['tab', 'sidebar'])('at 320 pixels the %s scrolls down only', async (place) => {
    await shown('80030', { place, width: 320 });
    await look90();
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
    if (place === 'sidebar') expect(await seriousFindings()).toEqual([]);
  });
});

/** Endpoints of the upstream API that have a telling word in their own name. */
async function endpointNames(): Promise<string[]> {
  const { default: book } = await import('@dealfloor/price-book/books/2026-11-01.json', {
    with: { type: 'json' },
  });
  return book.endpoints.flatMap(({ id, label }) => [id, label]);
}

async function seriousFindings(): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200) ?? ''}`);
}
