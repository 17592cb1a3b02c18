import type { DealView, Estimate, Sizing } from '@dealfloor/price-book';
import { describe, expect, it } from 'vitest';
import { DEALS, demoDeal, emptyView, versionOf, viewOf, waitingSignOff } from './demo.ts';
import { openTab } from './open-tab.tsx';

const kestrel = demoDeal('Kestrel').sizing;

function viewWith(changes: Partial<Sizing>): DealView {
  return emptyView({ current: versionOf({ ...kestrel, ...changes }) });
}

/** What the service answers while no price book is live. */
function viewWithoutBook(): DealView {
  const current = versionOf(kestrel);
  const sentence = 'No price book is live. Ask finance to publish one.';
  const nothing = {
    revenueUsd: null,
    oneOffUsd: null,
    costUsd: null,
    leftOverUsd: null,
    grossMargin: { state: 'indeterminate' as const, percent: null },
    contributionMargin: { state: 'indeterminate' as const, percent: null },
  };
  const estimate: Estimate = {
    ...current.estimate,
    priceBook: { version: 'none', effectiveFrom: null },
    policy: { version: 'none', floorPercent: '–', targetPercent: '–', highUsageFloorPercent: null },
    verdict: {
      word: 'unknown',
      headline: 'Cannot judge yet',
      sentence,
      rules: [],
      reasons: [{ code: 'no-price-book', sentence }],
    },
    month: { months: 1, ...nothing },
    term: { months: 12, ...nothing },
    range: { ...current.estimate.range, lowPercent: null, highPercent: null, comparableAccounts: null },
    endpoints: [],
    lines: [],
    months: [],
    shared: null,
    levers: [],
  };
  return emptyView({ current: { ...current, estimate } });
}

const UNUSUAL: [string, DealView][] = [
  ['no price', viewWith({ price: null })],
  ['no volume', viewWith({ lines: kestrel.lines.map((line) => ({ ...line, operations: null })) })],
  ['no endpoint', viewWith({ lines: [] })],
  ['zero volume', viewWith({ lines: kestrel.lines.map((line) => ({ ...line, operations: 0 })) })],
  ['one operation', viewWith({ lines: kestrel.lines.map((line) => ({ ...line, operations: 1 })) })],
  ['no revenue', viewWith({ discount: '1' })],
  ['no rate of exchange', viewWith({ currency: 'CHF' })],
  ['no price book', viewWithoutBook()],
  ['free plan', viewWith({ plan: 'free', price: { kind: 'free' } })],
  ['sixty months', viewWith({ termMonths: 60, growthPerMonth: '0.2' })],
  ['waiting', viewOf('Tidewater', { status: 'waiting', signOff: waitingSignOff(), canEdit: false })],
];

describe('nothing on the card reads like a program', () => {
  const cases = [...DEALS.map(({ name }): [string, DealView] => [name, viewOf(name)]), ...UNUSUAL];
  it.each(
    cases.flatMap(([name, view]) =>
      ['en-US', 'de-DE', 'fr-FR'].map((locale) => [name, locale, view] as const),
    ),
  )('%s in %s', async (_, locale, view) => {
    const tab = openTab(view, locale);
    await tab.sees('Margin over the term');
    await new Promise((resolve) => setTimeout(resolve, 10));
    for (const text of tab.words()) {
      expect(text).not.toMatch(/NaN|Infinity|undefined|\bnull\b|\[object|[-−]0[.,]0%/);
      expect(text, 'a unit price').not.toMatch(/[$]0[.,]00 per|0[.,]00\s[$] per/);
    }
  });

  it('no other customer is ever named', async () => {
    const tab = openTab(viewOf('Kestrel'));
    await tab.sees('% margin');
    const all = tab.words().join('\n');
    for (const { name } of DEALS.filter((deal) => !deal.name.startsWith('Kestrel'))) {
      expect(all).not.toContain(name);
    }
  });
});
