import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type DemoService, startDemoService } from '../support/demo-service.ts';
import { launchBrowser } from './browser.ts';
import { enter, showCard, textOf, wholeText } from './card-page.ts';

let browser: Browser;
let context: BrowserContext;
let demo: DemoService;
let page: Page;

beforeAll(async () => {
  [browser, demo] = await Promise.all([launchBrowser(), startDemoService()]);
  // One context: what was loaded once is not loaded again.
  context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
});
afterAll(async () => {
  await browser.close();
  await demo.close();
});
beforeEach(async () => {
  page = await context.newPage();
});
afterEach(() => page.close());

const EIGHT = [
  ['1001', 'Clear', '70.9%', '60.8% to 76.6%'],
  ['1002', 'Clear', '85.4%', '81.1% to 88.3%'],
  ['1003', 'Clear', '80.0%', '74.6% to 83.7%'],
  ['1004', 'Sign-off', '49.2%', '19.9% to 61.7%'],
  ['1005', 'Loss', '−38.4%', '−160.3% to 2.7%'],
  ['1006', 'Thin', '60.0%', '46.2% to 67.9%'],
  ['1007', 'Clear', '89.5%', '84.5% to 92.1%'],
  ['1008', 'Sign-off', '73.5%', '63.3% to 78.7%'],
] as const;

describe('an account executive sizes a deal in the real card', () => {
  it('AE1: a use case leads to a verdict by keyboard alone, in three steps', async () => {
    await showCard(page, demo, { deal: '1009' });
    await page.getByTestId('use-case').waitFor();
    // HubSpot gives a card no way to take the focus: the use case is where the first Tab into the card lands.
    await page.getByTestId('deal-list').getByRole('link').last().focus();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe('use-case');
    await page.keyboard.type('Hashtag');
    await page.keyboard.press('Enter');
    await page.getByTestId('verdict-word').waitFor({ timeout: 5_000 });
    expect(await textOf(page, 'verdict-word')).toBe('Clear');
  });

  it.each(EIGHT)(
    'AE2, AE4, AE6: deal %s is %s at %s, its rows add up, and no broken figure is shown',
    async (deal, word, margin, range) => {
      await showCard(page, demo, { deal });
      await page.getByTestId('cost-total').waitFor();
      expect(await textOf(page, 'verdict-word')).toBe(word);
      expect(await textOf(page, 'verdict-margin')).toBe(`${margin} margin`);
      expect(await textOf(page, 'verdict-range')).toContain(`Likely range ${range}`);
      const rows = await page.locator('[data-testid^="cost-row-"][data-testid$="-total"]').allInnerTexts();
      const cents = rows.map(centsOf);
      expect(cents.reduce((sum, value) => sum + value, 0)).toBe(centsOf(await textOf(page, 'cost-total')));
      expect(await textOf(page, 'costs-us')).toContain(await textOf(page, 'cost-total'));
      expect(await wholeText(page)).not.toMatch(/NaN|Infinity|undefined|-0\.0%/);
      expect(await textOf(page, 'credit-price')).toBe('$0.80 per 1,000 credits.');
    },
  );

  it('AE3: Atlas is at the floor with 9,978 creators and under it with 9,979', async () => {
    await showCard(page, demo, { deal: '1006', person: '9003' });
    await page.getByTestId('verdict').waitFor();
    expect(await textOf(page, 'verdict-word')).toBe('Thin');
    await enter(page, 'lines.0.operations', '9979');
    await enter(page, 'lines.1.operations', '9979');
    await page.getByTestId('verdict-margin').filter({ hasText: '59.9%' }).waitFor();
    expect(await textOf(page, 'verdict-word')).toBe('Sign-off');
    expect(await textOf(page, 'verdict')).not.toContain('60.0%');
  });

  it('AE7: under their own key the customer pays the credits, and our total leaves them out', async () => {
    await showCard(page, demo, { deal: '1003' });
    await page.getByTestId('cost-total').waitFor();
    const text = await wholeText(page);
    expect(text).toContain('Paid by the customer to TikLiveAPI');
    expect(text).toContain('not in our margin');
    const theirs = /about (\$[\d,.]+) \/mo/.exec(text)?.[1] ?? '';
    expect(theirs).toBe('$604.80');
    expect(centsOf(await textOf(page, 'cost-total'))).toBeLessThan(centsOf(theirs));
  });

  it('AE8: a short reason is refused with words, and a double click sends one request', async () => {
    await showCard(page, demo, { deal: '1009' });
    await page.getByTestId('use-case').selectOption({ label: 'Comment sentiment with AI summaries' });
    await page.getByTestId('verdict-margin').waitFor();
    await page.getByTestId('submit').click();
    await page.getByTestId('reason').fill('Too short');
    expect(await page.getByTestId('send-to-finance').isDisabled()).toBe(true);
    expect(await textOf(page, 'why-disabled')).toMatch(/20/);
    await page.getByTestId('reason').fill('They will be the first name in retail that uses our summaries.');
    const sent: string[] = [];
    page.on('request', (request) => {
      const body = request.postData() ?? '';
      if (body.includes('/sign-offs')) sent.push(body);
    });
    await page.getByTestId('send-to-finance').dblclick();
    await page.getByTestId('sign-off-status').filter({ hasText: 'Waiting' }).waitFor();
    expect(sent).toHaveLength(1);
  });

  it('AE9: while the service cannot be reached the inputs stay, and trying again works', async () => {
    await showCard(page, demo, { deal: '1001', person: '9001' });
    await page.getByTestId('verdict').waitFor();
    await page.route('**/_control/fetch', (route) => route.abort());
    await enter(page, 'discount', '7');
    await page.getByTestId('retry').first().waitFor({ timeout: 20_000 });
    expect(await page.getByTestId('discount').inputValue()).toBe('7');
    await page.unroute('**/_control/fetch');
    await page.getByTestId('retry').first().click();
    await page.getByTestId('verdict-margin').filter({ hasText: '70.2%' }).waitFor();
    expect(await page.getByTestId('discount').inputValue()).toBe('7');
  });

  it('AE10: a deal that waits says with whom and since when, and offers no second request', async () => {
    await showCard(page, demo, { deal: '1004' });
    await page.getByTestId('sign-off-status').waitFor();
    expect(await textOf(page, 'sign-off-status')).toBe('Waiting');
    expect(await textOf(page, 'sign-off-sentence')).toMatch(
      /Mara Lindqvist.* since .*Withdraw to change it\./,
    );
    expect(await page.getByTestId('submit').count()).toBe(0);
  });

  it('AE12: an account executive reads no other customer’s name in the card', async () => {
    await showCard(page, demo, { deal: '1001', person: '9001' });
    await page.getByTestId('verdict').waitFor();
    const card = await textOf(page, 'card');
    for (const other of [
      'Kestrel',
      'Tidewater',
      'Meridian',
      'Lumen',
      'Harbor',
      'Atlas',
      'Pixelforge',
      'Foxglove',
    ]) {
      expect(card).not.toContain(other);
    }
  });

  it('AE13: Meridian is told when it sinks', async () => {
    await showCard(page, demo, { deal: '1008' });
    await page.getByTestId('term-sentence').waitFor();
    expect(await textOf(page, 'term-sentence')).toBe('Falls below the floor in month 21.');
  });

  it('history brings an earlier version back, unsaved until it is saved', async () => {
    await showCard(page, demo, { deal: '1007', person: '9001' });
    await page.getByTestId('verdict').waitFor();
    await page.getByTestId('history').getByText('History').first().click();
    await page.getByTestId('restore-1').click();
    await page.getByTestId('verdict-margin').filter({ hasText: '58.2%' }).waitFor();
    expect(await textOf(page, 'not-saved')).toBe('Not saved yet');
  });

  it('the sidebar says the verdict, the range and where the sign-off stands', async () => {
    await showCard(page, demo, { deal: '1004', place: 'sidebar' });
    await page.getByTestId('verdict').waitFor();
    const card = await textOf(page, 'card');
    expect(card).toContain('Sign-off: 49.2%');
    expect(card).toContain('19.9% to 61.7%');
  });

  it('a German record reads and takes German numbers', async () => {
    await showCard(page, demo, { deal: '1004', locale: 'de-DE' });
    await page.getByTestId('verdict').waitFor();
    expect(await textOf(page, 'customer-pays')).toMatch(/2\.403,00/);
    expect(await textOf(page, 'verdict-margin')).toContain('49,2');
  });
});

function centsOf(text: string): number {
  return Math.round(Number(text.replace(/[^\d.]/g, '')) * 100);
}
