import {
  BreakEven,
  breakEven,
  Catalogue,
  checkSizing,
  compileRates,
  Estimate,
  estimateDeal,
  exchangeRate,
  PriceBook,
} from '@dealfloor/price-book';
import { describe, expect, it } from 'vitest';
import { contextWith, POLICY, readJson, SEED_BOOK } from './worlds.ts';

const BOOKS = ['2026-08-01', '2026-11-01', 'draft-credit-packs'].map((version) => {
  const rates = compileRates(PriceBook.parse(readJson(`books/${version}.json`)));
  return { version, rates };
});
const TEMPLATES = BOOKS.flatMap(({ version, rates }) =>
  rates.book.useCases.map((useCase) => ({ version, rates, name: useCase.name, useCase })),
);

describe('every template of every shipped price book is ready to use', () => {
  it.each(TEMPLATES)('$version: $name', ({ rates, useCase }) => {
    expect(checkSizing(useCase.sizing, rates)).toEqual([]);
    expect(useCase.sizing.useCase).toBe(useCase.id);
    const context = contextWith(useCase.sizing, { rates });
    const estimate = estimateDeal(context);
    expect(Estimate.safeParse(estimate).success).toBe(true);
    expect(estimate.verdict.word).not.toBe('unknown');
    expect(estimate.range).toMatchObject({
      lowUsageFactor: useCase.band.low,
      highUsageFactor: useCase.band.high,
    });
    expect(BreakEven.safeParse(breakEven(context)).success).toBe(true);
  });

  it.each(TEMPLATES)('$version: $name sells a plan for its key mode', ({ rates, useCase }) => {
    expect(rates.plans.get(useCase.sizing.plan)?.keyModes).toContain(useCase.sizing.keyMode);
  });

  it.each(TEMPLATES)('$version: $name costs less where credits are cheaper', ({ useCase }) => {
    const costs = BOOKS.map(({ rates }) =>
      Number(estimateDeal(contextWith(useCase.sizing, { rates })).term.costUsd),
    );
    const [august, november, draft] = costs as [number, number, number];
    const spendsOurCredits = useCase.sizing.keyMode === 'shared';
    expect(august > november && november > draft).toBe(spendsOurCredits);
    if (!spendsOurCredits) expect(august).toBe(draft);
  });
});

describe('the catalogue', () => {
  it('is the price book without its rates', () => {
    const { version, effectiveFrom, endpoints, plans, useCases } = SEED_BOOK;
    const catalogue = {
      priceBook: { version, effectiveFrom },
      usdPerThousandCredits: '0.8',
      endpoints,
      plans,
      useCases,
    };
    expect(Catalogue.safeParse(catalogue).success).toBe(true);
    expect(Catalogue.safeParse({ ...catalogue, rates: SEED_BOOK.rates }).success).toBe(false);
  });

  it('marks what may never be cached and what is no upstream call', () => {
    const never = SEED_BOOK.endpoints
      .filter((profile) => profile.cache === null)
      .map((profile) => profile.id);
    expect(never).toEqual(expect.arrayContaining(['/post-comments/', '/download-video/', '/user-stories/']));
    const addOns = SEED_BOOK.endpoints.filter((profile) => !profile.billable).map((profile) => profile.id);
    expect(addOns).toEqual(['llm:comment-summary']);
  });

  it('knows how its quantities are known', () => {
    const sources = new Set(SEED_BOOK.endpoints.map((profile) => profile.source));
    expect([...sources].every((source) => ['measured', 'declared', 'assumed'].includes(source))).toBe(true);
  });
});

describe('the rate of exchange', () => {
  it.each([
    ['USD', '1999-01-01', '1', null],
    ['EUR', '2026-11-20', '1.0842', '2026-11-20'],
    ['EUR', '2027-06-30', '1.0842', '2026-11-20'],
  ])('%s on %s is %s of %s', (currency, day, usdPerUnit, ofDay) => {
    expect(exchangeRate(POLICY, currency, day)).toEqual({ usdPerUnit, day: ofDay });
  });

  it.each([
    ['EUR', '2026-11-19'],
    ['SEK', '2026-11-21'],
  ])('%s on %s is not known', (currency, day) => {
    expect(exchangeRate(POLICY, currency, day)).toBeNull();
  });
});
