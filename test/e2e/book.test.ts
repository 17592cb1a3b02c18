import { eq } from 'drizzle-orm';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { transact } from '../../server/db/database.ts';
import { type DemoPerson, IMANI, MARA, TOM } from '../../server/demo/demo-company.ts';
import { rollSummaries } from '../../server/facts/roll-summaries.ts';
import { type DemoService, startDemoService } from '../support/demo-service.ts';
import { launchBrowser } from './browser.ts';
import { wholeText } from './card-page.ts';

let browser: Browser;
let demo: DemoService;
let page: Page;

beforeAll(async () => {
  [browser, demo] = await Promise.all([launchBrowser(), startDemoService()]);
});
afterAll(async () => {
  await browser.close();
  await demo.close();
});
afterEach(() => page.context().close());

type Visit = { person?: DemoPerson; width?: number; locale?: string };

/** Opens a page of the console as one person, and keeps every JSON answer that it was drawn from. */
async function visit(
  path: string,
  landmark: string | null,
  { person = IMANI, width = 1_280, locale = 'en-US' }: Visit = {},
) {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    locale,
    reducedMotion: 'reduce',
  });
  page = await context.newPage();
  await page.addInitScript((id) => sessionStorage.setItem('dealfloor.person', id), person.userId);
  const answers: string[] = [];
  page.on('response', async (response) => {
    const isAnswer = response.url().includes('/api/v1/') && !response.url().endsWith('/demo');
    if (isAnswer) answers.push(await response.text().catch(() => ''));
  });
  await page.goto(demo.url + path);
  if (landmark !== null) await page.getByTestId(landmark).first().waitFor();
  return answers;
}

const centsOf = (text: string) => Math.round(Number(text.replace('−', '-').replace(/[^\d.-]/g, '')) * 100);

async function columnOf(testId: string, column: number): Promise<string[]> {
  return page.getByTestId(testId).locator(`:is(th, td):nth-child(${column})`).allInnerTexts();
}

function sum(cents: readonly number[]): number {
  return cents.reduce((total, one) => total + one, 0);
}

describe('a CSM looks after a book', () => {
  it('C1: rows add up to their totals to the cent, in the book and in an account', async () => {
    for (const window of [30, 90]) {
      await visit(`/book?window=${window}`, 'book-row', { person: MARA });
      for (const column of [3, 4, 5]) {
        const rows = (await columnOf('book-row', column)).map(centsOf);
        expect(sum(rows)).toBe(centsOf((await columnOf('book-total', column))[0] ?? ''));
      }
      const sales = (await columnOf('sales-row', 3)).map(centsOf);
      expect(sum(sales)).toBe(centsOf((await columnOf('sales-total', 3))[0] ?? ''));
      await page.context().close();
      await visit(`/accounts/t_001?window=${window}`, 'endpoint-row');
      const endpoints = (await page.getByTestId('endpoint-cost').allInnerTexts()).map(centsOf);
      expect(sum(endpoints)).toBe(centsOf(await page.getByTestId('endpoint-total').innerText()));
      if (window === 30) await page.context().close();
    }
  });

  it('C1: the row of a book is the account behind it', async () => {
    await visit('/book', 'book-row');
    const margin = await page.getByTestId('book-row').first().getByTestId('account-margin').innerText();
    await page.getByRole('link', { name: 'Brightside Social' }).click();
    await page.getByTestId('endpoint-row').first().waitFor();
    expect(await page.getByTestId('account-margin').innerText()).toBe(`${margin} margin`);
  });

  it('C2: a missing day is a hatched gap and a line of words, never a zero', async () => {
    await visit('/accounts/t_001?window=90', 'trend-gap');
    expect(await page.getByTestId('trend-gap').count()).toBe(1);
    expect(await page.getByTestId('trend-day').count()).toBe(89);
    expect(await page.getByTestId('trend-gaps').innerText()).toMatch(/^No data /);
    await page.getByRole('button', { name: 'Show as table' }).click();
    const missing = page.locator('[data-testid="day-row"][data-state="missing"]');
    expect(await missing.innerText()).toMatch(/No data$/);
    expect(await missing.innerText()).not.toContain('$');
  });

  it('C2: the table holds the figures of the drawing', async () => {
    await visit('/accounts/t_001?window=90', 'trend-day');
    const bars = page.getByTestId('trend-day');
    const titles = await bars.evaluateAll((all) => all.map((bar) => bar.getAttribute('title') ?? ''));
    await page.getByRole('button', { name: 'Show as table' }).click();
    const told = await page.locator('[data-state="booked"] td:last-child').allInnerTexts();
    expect(told.toReversed()).toEqual(titles.map((title) => title.split(': ')[1]));
  });

  it('C3: no handle, address or key stands on a page or in an answer it was drawn from', async () => {
    for (const path of ['/book?window=90', '/accounts/t_001', '/accounts/t_013?window=90']) {
      const answers = await visit(path, path.startsWith('/book') ? 'book-row' : 'endpoint-row');
      expect(answers.length).toBeGreaterThanOrEqual(2);
      // The upstream's own names of its endpoints are no personal data.
      const named = /\/userinfo-by-username\/|Profile by username|Resolve username to id/g;
      for (const text of [...answers, await wholeText(page)]) {
        expect(text.replace(named, '')).not.toMatch(/@|username|X-Api-Key/i);
      }
      if (path !== '/accounts/t_013?window=90') await page.context().close();
    }
  });

  it('C4: an account without revenue says so, keeps its place by what it loses, and has no margin', async () => {
    const { ports, company } = demo;
    await transact(ports.database, (transaction) =>
      rollSummaries(transaction, company.portalId, { tenantIds: ['t_019'] }, async () => {
        const { tenantRevenueDaily: revenue } = transaction.tables;
        await transaction.query.delete(revenue).where(eq(revenue.tenantId, 't_019'));
      }),
    );
    await visit('/book', 'book-row');
    const row = page.getByTestId('book-row').nth(1);
    expect(await row.getByRole('rowheader').innerText()).toBe('Birchline');
    expect(await row.getByTestId('account-word').innerText()).toBe('Unknown: no revenue');
    expect(await row.locator('td').nth(1).innerText()).toBe('None');
    expect(await row.getByTestId('account-margin').count()).toBe(0);
  });

  it('C6: the worst stands first: Brightside Social, and what is left over only rises from there', async () => {
    await visit('/book', 'book-row');
    expect((await columnOf('book-row', 1))[0]).toBe('Brightside Social');
    const leftOver = (await columnOf('book-row', 5)).map(centsOf);
    expect(leftOver).toEqual(leftOver.toSorted((a, b) => a - b));
    expect(await page.getByTestId('without-worst').innerText()).toMatch(
      /^Without Brightside Social it would be \d+\.\d%\.$/,
    );
  });

  it('C7: a CSM begins at the book, and is refused the queue and every decision', async () => {
    await visit('/', 'book-row');
    expect(new URL(page.url()).pathname).toBe('/book');
    expect(await page.getByRole('navigation', { name: 'Main' }).getByRole('link').allInnerTexts()).toEqual([
      'Book of business',
      'Card host',
      'API',
    ]);
    await page.goto(`${demo.url}/queue`);
    await page.getByText('The queue is not open to you').waitFor();
    const status = await page.evaluate(async (person) => {
      const headers = { 'content-type': 'application/json', 'x-demo-person': person };
      const paths = ['/api/v1/accounts?book=all', '/api/v1/sign-offs'];
      const reads = paths.map((path) => fetch(path, { headers }));
      const write = fetch('/api/v1/deals/1004/sign-offs', {
        method: 'POST',
        headers,
        body: JSON.stringify({
          idempotencyKey: 'a-key-of-a-csm',
          estimateVersion: 1,
          reason: 'They bring three sister agencies along.',
          neededBy: '2027-01-15',
        }),
      });
      return Promise.all([...reads, write].map(async (answer) => (await answer).status));
    }, IMANI.userId);
    expect(status).toEqual([403, 403, 403]);
  });

  it('another’s account is not there, for a CSM by its address as for a seller who did not sell it', async () => {
    await visit('/accounts/t_003', null, { person: IMANI });
    await page.getByText('There is no such account in your book.').waitFor();
    await page.context().close();
    await visit('/accounts/t_001', null, { person: TOM });
    await page.getByText('There is no such account in your book.').waitFor();
  });
});

describe('how it is drawn', () => {
  it.each(['/book', '/accounts/t_001'])(
    '%s: whatever can be pressed is 24 pixels high and wide',
    async (path) => {
      await visit(path, path === '/book' ? 'book-row' : 'endpoint-row');
      const small = await page.locator('main :is(a, button, select, [role="radio"])').evaluateAll((all) =>
        all.flatMap((one) => {
          const { width, height } = one.getBoundingClientRect();
          return width > 0 && (width < 24 || height < 24) ? [`${one.textContent} ${width}x${height}`] : [];
        }),
      );
      expect(small).toEqual([]);
    },
  );

  it.each(['/book?window=90', '/accounts/t_001?window=90'])('%s fits 320 pixels, as cards', async (path) => {
    await visit(path, path.startsWith('/book') ? 'book-row' : 'endpoint-row', { width: 320 });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
    if (path.startsWith('/book')) expect(await page.locator('li[data-testid="book-row"]').count()).toBe(12);
  });

  it('a German reader sees German figures', async () => {
    await visit('/accounts/t_001', 'endpoint-row', { locale: 'de-DE' });
    expect(await page.getByTestId('endpoint-total').innerText()).toMatch(/^\d{1,3}\.\d{3},\d{2}\s\$$/);
  });
});
