import { centsThatAddUp, type DealView, type Sizing, toCents } from '@dealfloor/price-book';
import { Heading, StatusTag, TableCell, TableHeader } from '@hubspot/ui-extensions';
import { describe, expect, it } from 'vitest';
import { costTable } from '../../ui/hubspot/src/app/cards/estimate/cost-rows.ts';
import { DEALS, demoDeal, emptyView, estimateOf, versionOf, viewOf } from './demo.ts';
import { openTab } from './open-tab.tsx';

const NAMES: Record<string, string> = { clear: 'Clear', thin: 'Thin', sign_off: 'Sign-off', loss: 'Loss' };
const VARIANTS: Record<string, string> = {
  clear: 'success',
  thin: 'info',
  sign_off: 'warning',
  loss: 'danger',
};

function viewOfSizing(sizing: Sizing): DealView {
  return emptyView({ current: versionOf(sizing) });
}

function moneyOf(text: string | null): bigint {
  const bare = (text ?? '').replace(/[$,]/g, '').replace('−', '-');
  return bare === '–' || bare === '' ? 0n : toCents(bare);
}

describe('the verdict of each demo deal', () => {
  it.each(DEALS.map((deal) => [deal.name, deal] as const))('%s', async (name, { word, percent }) => {
    const tab = openTab(viewOf(name));
    await tab.sees('% margin');
    const tag = tab.renderer.findByTestId(StatusTag, 'verdict-word');
    expect(tag.text).toBe(NAMES[word]);
    expect(tag.props).toMatchObject({ variant: VARIANTS[word], hollow: word === 'thin' });
    const shown = tab.renderer.findByTestId(Heading, 'verdict-margin').text;
    expect(shown).toBe(`${percent.replace('-', '−')}% margin`);
  });

  it('Atlas at 9,979 creators reads 59.9% and never 60.0% beside Sign-off', async () => {
    const { sizing } = demoDeal('Atlas');
    const lines = sizing.lines.map((line) => ({ ...line, operations: 9_979 }));
    const tab = openTab(viewOfSizing({ ...sizing, lines }));
    await tab.sees('59.9% margin');
    expect(tab.renderer.findByTestId(StatusTag, 'verdict-word').text).toBe('Sign-off');
    expect(tab.words().join('\n')).not.toContain('60.0%');
  });

  it('Meridian says when it sinks', async () => {
    const tab = openTab(viewOf('Meridian'));
    await tab.sees('% margin');
    expect(tab.text('term-sentence')).toBe('Falls below the floor in month 21.');
    expect(tab.text('verdict-sentence')).toBe(
      'Falls below the floor in month 21. Finance signs before the contract goes out.',
    );
  });

  it('all further rules stand beside the one that decided', async () => {
    const tab = openTab(viewOf('Tidewater'));
    await tab.sees('% margin');
    expect(tab.text('verdict-rules')).toMatch(
      /^Also: Below the 60% floor\. Only −160\.3% if usage runs high/,
    );
  });
});

describe('what is not known is said, never zero', () => {
  it('no price: what it costs so far', async () => {
    const tab = openTab(viewOfSizing({ ...demoDeal('Kestrel').sizing, price: null }));
    await tab.sees('Cannot judge yet');
    expect(tab.renderer.findByTestId(StatusTag, 'verdict-word').text).toBe('Unknown');
    expect(tab.text('verdict-sentence')).toBe('Add a price to see the margin. Cost so far: $1,093.62 /mo.');
    expect(tab.words()).toContain('Not known');
    expect(tab.service.sentTo(/break-even/)).toHaveLength(0);
  });

  it('no volume', async () => {
    const { sizing } = demoDeal('Kestrel');
    const lines = sizing.lines.map((line) => ({ ...line, operations: null }));
    const tab = openTab(viewOfSizing({ ...sizing, lines }));
    await tab.sees('Add volume; a plan with no usage is not free of cost.');
  });

  it('no rate of exchange', async () => {
    const tab = openTab(viewOfSizing({ ...demoDeal('Kestrel').sizing, currency: 'CHF' }));
    await tab.sees('Finance has entered no rate for CHF.');
  });

  it('a free plan is a sales cost without a verdict', async () => {
    const sizing: Sizing = { ...demoDeal('Kestrel').sizing, plan: 'free', price: { kind: 'free' } };
    const tab = openTab(viewOfSizing(sizing));
    await tab.sees('Trials and free plans are a sales cost; no margin is judged.');
    expect(tab.renderer.findByTestId(StatusTag, 'verdict-word').text).toBe('Sales cost');
  });
});

describe('where the money goes', () => {
  it.each(DEALS.map((deal) => [deal.name]))('%s: the visible total equals its visible rows', async (name) => {
    const tab = openTab(viewOf(name));
    await tab.sees('Where the money goes');
    const { renderer } = tab;
    const rows = renderer.findAll(TableCell, (cell) => /^cost-row-\d+-total$/.test(cell.props.testId ?? ''));
    const total = renderer.findByTestId(TableHeader, 'cost-total').text;
    expect(rows.reduce((sum, cell) => sum + moneyOf(cell.text), 0n)).toBe(moneyOf(total));
    expect(moneyOf(total)).toBe(toCents(viewOf(name).current?.estimate.month.costUsd ?? '0'));
  });

  it('cells add up across and down, and twenty endpoints fold without losing a cent', () => {
    const { sizing } = demoDeal('Kestrel');
    const endpoints = [
      '/userid/',
      '/user-posts/',
      '/user-liked/',
      '/user-stories/',
      '/music-info/',
      '/music-posts/',
    ];
    const more = [...endpoints, '/region-list/', '/ads-detail/', '/search-user/', '/download-music/'];
    const lines = more.map((endpoint, index) => ({
      endpoint,
      operations: 7 + index * 31,
      per: 'day' as const,
      pages: 1 + (index % 3),
      levers: [],
    }));
    const estimate = estimateOf({ ...sizing, lines: [...sizing.lines, ...lines] });
    const table = costTable(estimate);
    expect(table.rows.at(-1)?.label).toBe('6 smaller lines');
    expect(table.totalCents).toBe(toCents(estimate.month.costUsd ?? '0'));
    for (const row of table.rows) {
      expect(Object.values(row.cents).reduce((sum, cents) => sum + cents, 0n)).toBe(row.totalCents);
    }
    expect(Object.values(table.totals).reduce((sum, cents) => sum + cents, 0n)).toBe(table.totalCents);
    expect(centsThatAddUp([], '0')).toEqual([]);
  });

  it('own key: the customer pays for credits, and they are in no total', async () => {
    const tab = openTab(viewOf('Harbor'));
    await tab.sees('Where the money goes');
    expect(tab.text('cost-note-0')).toMatch(
      /^Credits: Paid by the customer to TikLiveAPI, about \$[\d,]+\.\d\d \/mo \(not in our margin\)\.$/,
    );
    expect(tab.words()).not.toContain('Credits');
  });

  it('hybrid: the trial is a sales cost', async () => {
    const tab = openTab(viewOf('Pixelforge'));
    await tab.sees('Where the money goes');
    expect(tab.text('cost-note-1')).toBe(
      'Trial 14 days on our key, up to $91.03, counted as sales cost, not in margin.',
    );
  });

  it('shared cost shows its formula, and a month has 30 days', async () => {
    const tab = openTab(viewOf('Kestrel'));
    await tab.sees(
      "Shared = $1,500 pool × this deal's calls / (7,500,000 + this deal's calls). This deal: 1,116,000 calls.",
    );
    await tab.sees('30-day month, before growth.');
  });
});
