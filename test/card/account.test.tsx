import { toCents } from '@dealfloor/price-book';
import { LineChart, StatisticsItem, StatusTag, TableCell, TableHeader } from '@hubspot/ui-extensions';
import { describe, expect, it } from 'vitest';
import { accountView } from './account-demo.ts';
import { DEALS } from './demo.ts';
import { openAccount } from './open-account.tsx';

type Card = ReturnType<typeof openAccount>;

const wordOf = (card: Card) => card.renderer.findByTestId(StatusTag, 'verdict-word').text;
const figureOf = (card: Card, testId: string) =>
  card.renderer.findByTestId(StatisticsItem, testId).props.number;

/** "$1,254.62" in cents. */
function centsOf(text: string | null | undefined): bigint {
  return BigInt((text ?? '').replace(/[^\d]/g, ''));
}

describe('the margin of an account on its company', () => {
  it('the word, the margin, the figures, and beside them up to which day they are known', async () => {
    const card = openAccount(accountView());
    await card.sees('48.6% margin');
    expect(wordOf(card)).toBe('Sign-off');
    expect(card.text('verdict-sentence')).toBe('Below the 60% floor.');
    expect(card.text('freshness')).toBe(
      '22 Oct 2026 to 20 Nov 2026, 30 of 30 days booked. Costs up to 20 Nov 2026.',
    );
    expect(card.text('account-facts')).toBe('Plan team · Our key · Imani Cole');
    expect(figureOf(card, 'customer-pays')).toBe('$2,403.00');
    expect(figureOf(card, 'costs-us')).toBe('$1,233.70');
    expect(figureOf(card, 'left-over')).toBe('$1,169.30');
    expect(figureOf(card, 'contribution-margin')).toBe('56.1%');
  });

  it.each([
    ['loss', { revenue: '10' }, 'Loss', 'Costs more than it earns.'],
    ['thin', { revenue: '120' }, 'Thin', 'Under the 70% target.'],
    ['clear', { revenue: '400' }, 'Clear', 'At or above the 70% target.'],
  ])('%s: the word that the policy of today gives', async (_, day, word, sentence) => {
    const usual = { variable: '35.123456789', shared: '5.999999999' };
    const card = openAccount(accountView({ day: { ...usual, ...day } }));
    await card.sees(sentence);
    expect(wordOf(card)).toBe(word);
  });

  it('asks for 30 days, and for 90 when told to; each answer stands under its own span', async () => {
    const card = openAccount([accountView(), accountView({ window: '90' })]);
    await card.sees('22 Oct 2026 to 20 Nov 2026');
    card.look('90');
    await card.sees('23 Aug 2026 to 20 Nov 2026, 90 of 90 days booked.');
    expect(card.words().join()).not.toContain('22 Oct 2026 to 20 Nov 2026');
    expect(figureOf(card, 'customer-pays')).toBe('$7,209.00');
    expect(card.service.sent).toEqual(
      ['30', '90'].map((window) => ({
        method: 'GET',
        path: `/companies/${card.companyId}/account?window=${window}`,
        body: undefined,
      })),
    );
  });

  it('a 90 days that cannot be had never leaves the figures of 30 under its name', async () => {
    const card = openAccount([accountView(), accountView({ window: '90' })]);
    await card.sees('48.6% margin');
    card.service.failNext(/window=90/, 500);
    card.look('90');
    await card.sees('The margin could not be loaded.');
    expect(card.words().join()).not.toContain('48.6% margin');
    card.click('retry');
    await card.sees('90 of 90 days booked.');
  });
});

describe('totals equal their rows', () => {
  it('the endpoints, both ways, and with the cost above them', async () => {
    const view = accountView();
    const card = openAccount(view);
    await card.sees('Where the money goes');
    const rows = view.endpoints.map((_, index) =>
      centsOf(card.renderer.findByTestId(TableCell, `mix-row-${index}-cost`).text),
    );
    const total = centsOf(card.renderer.findByTestId(TableHeader, 'mix-total').text);
    expect(rows.reduce((sum, cents) => sum + cents, 0n)).toBe(total);
    expect(total).toBe(toCents(view.account.figures.costUsd ?? ''));
    expect(centsOf(String(figureOf(card, 'costs-us')))).toBe(total);
  });

  it('what use and the pool cost: the columns, their total, and the line under the figure', async () => {
    const card = openAccount(
      accountView({ day: { revenue: '9', variable: '1.0001666', shared: '0.5001666' } }),
    );
    await card.sees('Where the money goes');
    const [variable, shared, cost] = ['mix-total-variable', 'mix-total-shared', 'mix-total'].map(
      (testId) => card.renderer.findByTestId(TableHeader, testId).text,
    );
    expect(centsOf(variable) + centsOf(shared)).toBe(centsOf(cost));
    expect(cost).toBe('$45.01');
    expect(card.text('cost-parts')).toBe(`${variable} by use, ${shared} shared`);
  });

  it('the days, the missing one left out, and with the same cost', async () => {
    const view = accountView({ others: { 4: 'missing' } });
    const card = openAccount(view);
    await card.sees('Day by day');
    const rows = view.days
      .filter(({ state }) => state === 'booked')
      .map(({ day }) => centsOf(card.renderer.findByTestId(TableCell, `day-${day}-cost`).text));
    const total = centsOf(card.renderer.findByTestId(TableHeader, 'days-total').text);
    expect(rows).toHaveLength(29);
    expect(rows.reduce((sum, cents) => sum + cents, 0n)).toBe(total);
    expect(total).toBe(toCents(view.account.figures.costUsd ?? ''));
  });

  it('twelve endpoints: the small ones are one line, and none is lost', async () => {
    const view = accountView();
    const [first] = view.endpoints;
    if (!first) throw new Error('invariant: the demo has endpoints');
    const endpoints = Array.from({ length: 12 }, (_, index) => ({
      ...first,
      endpoint: `/e${index}/`,
      label: `Endpoint ${index}`,
      variableUsd: `${100 - index}.005000001`,
      sharedUsd: '0.004999999',
      costUsd: `${100 - index}.01`,
    }));
    const card = openAccount({ ...view, endpoints });
    await card.sees('5 smaller lines');
    const rows = Array.from({ length: 8 }, (_, index) =>
      centsOf(card.renderer.findByTestId(TableCell, `mix-row-${index}-cost`).text),
    );
    expect(rows.reduce((sum, cents) => sum + cents, 0n)).toBe(113_412n);
    expect(card.renderer.findByTestId(TableHeader, 'mix-total').text).toBe('$1,134.12');
  });
});

describe('a day that is not known is a gap', () => {
  const chartOf = (card: Card) => {
    const { data } = card.renderer.findByTestId(LineChart, 'days-chart').props;
    return Array.isArray(data) ? data : data.data;
  };

  it('a missing day breaks the line in two, is named, and is no zero anywhere', async () => {
    const card = openAccount(accountView({ others: { 4: 'missing' } }));
    await card.sees('No data for 16 Nov 2026: a gap, not zero.');
    const points = chartOf(card);
    expect(points).toHaveLength(29);
    expect(new Set(points.map(({ line }) => line))).toEqual(
      new Set(['Costs us, 22 Oct to 15 Nov', 'Costs us, 17 Nov to 20 Nov']),
    );
    expect(points.map(({ day }) => new Date(Number(day)).toISOString().slice(0, 10))).not.toContain(
      '2026-11-16',
    );
    expect(points.every(({ usd }) => Number(usd) > 0)).toBe(true);
    expect(card.renderer.findByTestId(TableCell, 'day-2026-11-16-cost').text).toBe('No data');
    expect(card.text('freshness')).toContain('29 of 30 days booked.');
  });

  it('without a gap it is one line', async () => {
    const card = openAccount(accountView());
    await card.sees('Day by day');
    expect(new Set(chartOf(card).map(({ line }) => line))).toEqual(new Set(['Costs us']));
    expect(card.text('days-sentence')).toContain('From $41.12 on');
  });

  it('a day of a meter without a price: what is known is summed, and called so', async () => {
    const card = openAccount(accountView({ others: { 0: 'unpriced', 1: 'unpriced' } }));
    await card.sees('Cannot judge yet');
    expect(card.text('verdict-sentence')).toBe('2 days used a meter that has no price.');
    expect(figureOf(card, 'costs-us')).toBe('Not known');
    expect(card.words()).toContain('Total of what is known');
    await card.sees(
      'A meter without a price was used on 19 Nov 2026 and 20 Nov 2026: that cost is not known.',
    );
    expect(card.renderer.findByTestId(TableCell, 'day-2026-11-20-cost').text).toBe('No price');
  });

  it('a day without shared cost', async () => {
    const card = openAccount(accountView({ others: { 0: 'no-pool' } }));
    await card.sees('The shared cost of one day is not known.');
    await card.sees('No shared cost was handed in for 20 Nov 2026: that cost is not known.');
    expect(card.renderer.findByTestId(TableCell, 'day-2026-11-20-cost').text).toBe('No shared cost');
  });

  it('many missing days: the first five by name, the rest by number', async () => {
    const others = Object.fromEntries(
      Array.from({ length: 8 }, (_, index) => [index * 2, 'missing' as const]),
    );
    const card = openAccount(accountView({ others }));
    await card.sees(/No data for 6 Nov 2026, .*14 Nov 2026, and 3 more: a gap, not zero\./);
  });
});

describe('what is in no margin', () => {
  it('no revenue is unknown: never 0%, never 100%', async () => {
    const card = openAccount(accountView({ day: { revenue: null, variable: '3', shared: '1' } }));
    await card.sees('Unknown: no revenue');
    expect(wordOf(card)).toBe('Unknown');
    expect(figureOf(card, 'customer-pays')).toBe('Not known');
    expect(figureOf(card, 'left-over')).toBe('−$120.00');
    await card.sees('Left over counts revenue that is not known as none.');
    expect(card.words().join('\n')).not.toMatch(/\b(0\.0|100\.0)% margin/);
  });

  it('an own key: what the customer pays upstream is told, and kept out', async () => {
    const view = accountView();
    const figures = { ...view.account.figures, customerPaysUsd: '604.8' };
    const card = openAccount({ ...view, account: { ...view.account, keyMode: 'byo', figures } });
    await card.sees('Credits: Paid by the customer to TikLiveAPI, $604.80 (not in our margin).');
    await card.sees('Their key');
    expect(figureOf(card, 'costs-us')).toBe('$1,233.70');
  });

  it('a trial or free plan is a sales cost', async () => {
    const card = openAccount(
      accountView({
        day: { revenue: null, variable: '3', shared: '1' },
        account: { costClass: 'cac', word: null },
      }),
    );
    await card.sees('In no margin');
    expect(wordOf(card)).toBe('Sales cost');
    expect(figureOf(card, 'costs-us')).toBe('$120.00');
    expect(card.renderer.maybeFindByTestId(StatisticsItem, 'left-over')).toBeNull();
    expect(card.words().join()).not.toContain('no revenue');
  });

  it('days on trial of an account that pays now are summed apart', async () => {
    const view = accountView({ others: { 28: 'trial', 29: 'trial' }, changes: { salesCostUsd: '82.25' } });
    const card = openAccount(view);
    await card.sees('Days on trial cost $82.25, counted as sales cost, not in margin.');
    expect(card.renderer.findByTestId(TableHeader, 'trial-total').text).toBe('$82.25');
    const total = card.renderer.findByTestId(TableHeader, 'days-total').text;
    expect(centsOf(total)).toBe(toCents(view.account.figures.costUsd ?? ''));
  });

  it('too new to judge', async () => {
    const card = openAccount(accountView({ account: { isNew: true } }));
    await card.sees('Too new to judge');
    expect(wordOf(card)).toBe('Too new');
    expect(card.text('verdict-sentence')).toBe('Fewer than seven days are booked. So far 48.6%.');
  });

  it('nothing booked', async () => {
    const others = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [index, 'missing' as const]));
    const card = openAccount(
      accountView({ others, changes: { endpoints: [], priceVersions: [], replay: null } }),
    );
    await card.sees('No cost booked');
    await card.sees('The cost of no day is known.');
    expect(card.renderer.maybeFindByTestId(LineChart, 'days-chart')).toBeNull();
  });
});

describe('as it was sold', () => {
  it('the estimate beside the booked days, both per day', async () => {
    const card = openAccount(accountView());
    await card.sees('Signed at 49.2%, runs at 48.6%.');
    const cell = (testId: string) => card.renderer.findByTestId(TableCell, testId).text;
    expect([cell('signed-margin'), cell('actual-margin')]).toEqual(['49.2%', '48.6%']);
    expect([cell('signed-cost'), cell('actual-cost')]).toEqual(['$40.63', '$41.12']);
    expect([cell('signed-calls'), cell('actual-calls')]).toEqual(['40,080', '12,000']);
  });

  it('an account without a deal says so', async () => {
    const card = openAccount(accountView({ changes: { estimate: null } }));
    await card.sees('No won deal with an estimate belongs to this account.');
  });

  it('the price books of the days, and whether a deal would cost the same', async () => {
    const card = openAccount(accountView());
    await card.sees('Price book 2026-11-01: 1 Nov 2026 to 20 Nov 2026, 20 days.');
    expect(card.text('replay')).toBe(
      'Priced once more as a deal, these days cost the same to the nano-dollar.',
    );
  });

  it('a replay that differs is a fault, and is told as one', async () => {
    const replay = { bookedUsd: '10', replayedUsd: '11', isSame: false };
    const card = openAccount(accountView({ changes: { replay } }));
    await card.sees('these days cost $11.00, not $10.00: tell your data engineer.');
  });
});

describe('whoever looks', () => {
  it('reads a German record in German numbers', async () => {
    const card = openAccount(accountView({ others: { 4: 'missing' } }), { locale: 'de_DE' });
    await card.sees('48,6% margin');
    expect(figureOf(card, 'customer-pays')).toBe('2.322,90\u00a0$');
    await card.sees('No data for 16. Nov. 2026: a gap, not zero.');
    const drawn = /^\d+(\.\d+)?$/;
    for (const text of card.words().filter((each) => !drawn.test(each))) {
      expect(text).not.toMatch(/\$\d|\d\.\d\d\b(?!\d)/);
    }
  });

  it('sees no other customer, and nobody of this one', async () => {
    const card = openAccount(accountView());
    await card.sees('48.6% margin');
    const all = card.words().join('\n');
    for (const { name } of DEALS.filter((deal) => !deal.name.startsWith('Kestrel'))) {
      expect(all).not.toContain(name);
    }
    expect(all).not.toMatch(/@|username|X-Api-Key/i);
  });

  it('is offered nothing that writes', async () => {
    const card = openAccount(accountView());
    await card.sees('48.6% margin');
    expect(card.service.sent.every(({ method }) => method === 'GET')).toBe(true);
  });
});
