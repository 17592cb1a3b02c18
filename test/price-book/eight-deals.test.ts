import { breakEven, estimateDeal, showMoney } from '@dealfloor/price-book';
import { describe, expect, it } from 'vitest';
import { contextOfDeal, contextWith, EIGHT_DEALS, type ExpectedDeal } from './worlds.ts';

function dealNamed(name: string): ExpectedDeal {
  const deal = EIGHT_DEALS.find((candidate) => candidate.name === name);
  if (!deal) throw new Error(`no deal ${name}`);
  return deal;
}

function dollars(text: string | null): string {
  return showMoney(text ?? '0', 'en-US')
    .replace('$', '')
    .replaceAll(',', '');
}

describe('the eight deals of the demo', () => {
  it.each(EIGHT_DEALS)('$name: figures, rules and verdict are the published ones', (deal) => {
    const estimate = estimateDeal(contextOfDeal(deal));
    const { term, range, verdict } = estimate;
    expect({
      revenue: dollars(term.revenueUsd),
      cost: dollars(term.costUsd),
      percent: term.grossMargin.percent,
      low: range.lowPercent,
      high: range.highPercent,
      lastMonth: estimate.lastMonthPercent,
      belowFloorFrom: estimate.belowFloorFromMonth,
      rules: verdict.rules.map((rule) => rule.id),
      word: verdict.word,
    }).toEqual(deal.expected);
  });

  it('Lumen pays for every lookup that its price book could cache: default hit shares are never applied', () => {
    const lumen = estimateDeal(contextOfDeal(dealNamed('Lumen Agency')));
    expect(lumen.endpoints.map((endpoint) => endpoint.cacheHits)).toEqual(['0', '0', '0']);
  });

  it('Lumen shows operations and upstream calls apart: three pages a search, dedupe before the fetch', () => {
    const { endpoints } = estimateDeal(contextOfDeal(dealNamed('Lumen Agency')));
    expect(endpoints.map(({ endpoint, operations, calls }) => [endpoint, operations, calls])).toEqual([
      ['/search-video/', '18000', '54000'],
      ['/userinfo-by-id/', '54000', '37800'],
      ['/challenge-info-name/', '9000', '9000'],
    ]);
  });

  it('Harbor pays its own credits: they cost us nothing and are named with their amount', () => {
    const harbor = estimateDeal(contextOfDeal(dealNamed('Harbor & Pine')));
    expect(harbor.customerPaysUpstreamUsd).toBe('604.8');
    expect(harbor.endpoints.every((endpoint) => endpoint.usd.credits === '0')).toBe(true);
    expect(harbor.endpoints.map((endpoint) => endpoint.customerPaysUsd)).toEqual(['216', '216', '172.8']);
  });

  it('Tidewater names every rule that fires in number order: the loss does not hide the floor', () => {
    const { verdict } = estimateDeal(contextOfDeal(dealNamed('Tidewater Commerce')));
    expect(verdict.rules.map((rule) => rule.id)).toEqual(['R1', 'R2', 'R4', 'R5']);
    expect(verdict.headline).toBe('−38.4% margin');
    expect(verdict.sentence).toBe('Costs more than it earns over the term. Finance and the CFO both sign.');
  });

  it('Tidewater: an AI summary is an add-on and carries no shared cost', () => {
    const { endpoints } = estimateDeal(contextOfDeal(dealNamed('Tidewater Commerce')));
    const summary = endpoints.find((endpoint) => endpoint.endpoint === 'llm:comment-summary');
    expect(summary?.usd.shared).toBe('0');
    expect(summary?.milliCredits).toBe('0');
    expect(summary?.usd.ai).toBe('1296');
  });

  it('Pixelforge: the trial is a sales cost of about $91 and no part of the term', () => {
    const { trial, term } = estimateDeal(contextOfDeal(dealNamed('Pixelforge Labs')));
    expect(trial).toEqual({ days: 14, calls: '70001', capped: true, costUsd: '91.028624175' });
    expect(term.months).toBe(12);
    expect(term.revenueUsd).toBe('8629.2');
  });

  it('Meridian falls below the floor in month 21, where the rule for long terms names it', () => {
    const { verdict, months } = estimateDeal(contextOfDeal(dealNamed('Meridian Research')));
    expect(verdict.rules[0]).toMatchObject({ id: 'R3', month: 21 });
    expect(months[19]?.marginPercent).toBe('60.8');
    expect(months[20]?.marginPercent).toBe('58.1');
  });

  it('Kestrel says in dollars what the floor asks for', () => {
    const { shortfallUsd } = estimateDeal(contextOfDeal(dealNamed('Kestrel Monitoring')));
    expect(shortfallUsd).toBe('3092.738617613');
  });
});

describe('Atlas stands at the floor', () => {
  const atlas = dealNamed('Atlas Creator Fund');
  const atVolume = (operations: number) => {
    const lines = atlas.sizing.lines.map((line) => ({ ...line, operations }));
    return contextWith({ ...atlas.sizing, lines }, { comparableAccounts: 14 });
  };

  it.each([
    [9_834, '60.5', 'thin'],
    [9_978, '60.0', 'thin'],
    [9_979, '59.9', 'sign_off'],
  ])('%i creators: %s %% and %s', (operations, percent, word) => {
    const { term, verdict } = estimateDeal(atVolume(operations));
    expect(term.grossMargin.percent).toBe(percent);
    expect(verdict.word).toBe(word);
  });

  it('break-even finds the same edge: 9,978 creators pass, one more does not', () => {
    expect(breakEven(atVolume(9_834)).volume).toEqual({
      endpoint: '/userinfo-by-username/',
      operations: '9978',
      per: 'day',
      marginPercent: '60.0',
    });
    expect(breakEven(atVolume(20_000)).volume?.operations).toBe('9978');
  });
});
