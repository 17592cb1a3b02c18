import {
  AllocationMethod,
  compileRates,
  EndpointProfile,
  Lever,
  Policy,
  PriceBook,
  Sizing,
  Tiers,
  UsageBand,
} from '@dealfloor/price-book';
import { describe, expect, it } from 'vitest';
import { lineOf, POLICY, readJson, SEED_BOOK, sizingWith } from './worlds.ts';

const BOOKS = ['2026-08-01', '2026-11-01', 'draft-credit-packs'];

/** The paths of what a schema has against a value. */
function complaints(
  schema: { safeParse: (value: unknown) => { error?: { issues: { path: PropertyKey[] }[] } | undefined } },
  value: unknown,
): string[] {
  return (schema.safeParse(value).error?.issues ?? []).map((issue) => issue.path.join('.'));
}

describe('the price books that are shipped', () => {
  it.each(BOOKS)('%s is valid, compiles, and says its own version', (version) => {
    const book = PriceBook.parse(readJson(`books/${version}.json`));
    expect(book.version).toBe(version);
    expect(compileRates(book).endpoints.size).toBe(book.endpoints.length);
    expect(book.useCases.every(({ sizing }) => Sizing.safeParse(sizing).success)).toBe(true);
  });

  it('hold the unit prices of the source document, 1 November', () => {
    expect(SEED_BOOK.rates).toEqual({
      credit: '0.0008',
      db_write: '0.0000012',
      db_read: '0.0000004',
      worker_sec: '0.000018',
      llm_input_token: '0.000003',
      llm_output_token: '0.000015',
      egress_gb: '0.085',
    });
  });

  it('August charged a credit more, and the draft is the third-party price', () => {
    const credits = BOOKS.map((version) => PriceBook.parse(readJson(`books/${version}.json`)).rates.credit);
    expect(credits).toEqual(['0.0009', '0.0008', '0.000099']);
  });
});

describe('a price book is refused', () => {
  const endpoint = SEED_BOOK.endpoints[0];
  const useCase = SEED_BOOK.useCases[0];
  it.each<[string, Partial<Record<keyof PriceBook, unknown>>, string]>([
    ['with a float for a rate', { rates: { credit: 0.0008 } }, 'rates.credit'],
    ['with a rate below zero', { rates: { credit: '-1' } }, 'rates.credit'],
    ['with a meter nobody knows', { rates: { gpu_hour: '1' } }, 'rates'],
    ['with a month of 31 days', { monthDays: 31 }, 'monthDays'],
    ['with an endpoint twice', { endpoints: [endpoint, endpoint] }, 'endpoints'],
    ['with a plan twice', { plans: [SEED_BOOK.plans[0], SEED_BOOK.plans[0]] }, 'plans'],
    ['with a use case twice', { useCases: [useCase, useCase] }, 'useCases'],
    ['with no endpoint', { endpoints: [] }, 'endpoints'],
    ['with a field too many', { margin: '0.6' } as never, ''],
    ['with a day that is none', { effectiveFrom: '2026-02-30' }, 'effectiveFrom'],
    [
      'with a ladder that has no end',
      { creditPacks: { otherCreditsPerMonth: 0, usdPerCredit: [{ upTo: 5, price: '1' }] } },
      'creditPacks.usdPerCredit',
    ],
    [
      'with half a call of everyone else',
      { sharedPool: { usdPerMonth: '1', otherBillableCallsPerMonth: 0.5, asOf: '2026-11-01' } },
      'sharedPool.otherBillableCallsPerMonth',
    ],
  ])('%s', (_name, changes, path) => {
    expect(complaints(PriceBook, { ...SEED_BOOK, ...changes })).toContain(path);
  });

  it('with a use case for a plan or an endpoint that it does not have', () => {
    const sizing = { ...useCase?.sizing, plan: 'gold', lines: [lineOf('/nowhere/', 1)] };
    const useCases = [{ ...useCase, sizing }];
    expect(complaints(PriceBook, { ...SEED_BOOK, useCases })).toEqual([
      'useCases.0.sizing.plan',
      'useCases.0.sizing.lines.0.endpoint',
    ]);
  });
});

describe('an endpoint profile', () => {
  const profile = SEED_BOOK.endpoints[0];
  it.each<[string, Record<string, unknown>, string]>([
    ['part of a row', { dbWrites: 0.5 }, 'dbWrites'],
    ['a negative count', { responseBytes: -1 }, 'responseBytes'],
    ['no pages at all', { pages: { typical: 0, heavy: 1 } }, 'pages.typical'],
    [
      'a lifetime that ends before it starts',
      { cache: { ttlMinutes: { least: 9, most: 5 }, defaultHitShare: '0', hit: null } },
      'cache.ttlMinutes',
    ],
    [
      'a hit share above one',
      { cache: { ttlMinutes: { least: 1, most: 5 }, defaultHitShare: '1.1', hit: null } },
      'cache.defaultHitShare',
    ],
  ])('refuses %s', (_name, changes, path) => {
    expect(complaints(EndpointProfile, { ...profile, ...changes })).toEqual([path]);
  });
});

describe('a sizing', () => {
  const sizing = sizingWith();
  it.each<[string, Record<string, unknown>, string]>([
    ['an empty text for a discount', { discount: '' }, 'discount'],
    ['a number for a discount', { discount: 0.1 }, 'discount'],
    ['a discount above one', { discount: '1.01' }, 'discount'],
    ['null for a fee', { oneOffFee: null }, 'oneOffFee'],
    ['growth below -0.5', { growthPerMonth: '-0.6' }, 'growthPerMonth'],
    ['no term', { termMonths: 0 }, 'termMonths'],
    ['a term of 61 months', { termMonths: 61 }, 'termMonths'],
    ['31 days of use', { daysUsedPerMonth: 31 }, 'daysUsedPerMonth'],
    ['a currency in small letters', { currency: 'usd' }, 'currency'],
    ['a price that is a text', { price: '89' }, 'price'],
    ['a trial without the hybrid mode', { trial: { days: 14, capCallsPerDay: 5_000 } }, 'trial'],
    ['the hybrid mode without a trial', { keyMode: 'hybrid' }, 'trial'],
    ['operations as text', { lines: [{ ...lineOf('/userid/', 1), operations: '1' }] }, 'lines.0.operations'],
    ['part of an operation', { lines: [lineOf('/userid/', 0.5)] }, 'lines.0.operations'],
    ['operations below zero', { lines: [lineOf('/userid/', -1)] }, 'lines.0.operations'],
    ['a line without an endpoint', { lines: [lineOf('', 1)] }, 'lines.0.endpoint'],
    ['a hundred and one lines', { lines: Array.from({ length: 101 }, () => lineOf('/userid/', 1)) }, 'lines'],
    ['a ramp with a negative factor', { ramp: ['-1'] }, 'ramp.0'],
  ])('refuses %s', (_name, changes, path) => {
    expect(complaints(Sizing, { ...sizing, ...changes })).toEqual([path]);
  });

  it('refuses a field that it does not know, and takes an unknown volume', () => {
    expect(Sizing.safeParse({ ...sizing, margin: 1 }).success).toBe(false);
    expect(Sizing.safeParse({ ...sizing, lines: [lineOf('/userid/', null)] }).success).toBe(true);
  });
});

describe('a lever', () => {
  it('nobody pre-warms what nobody opens', () => {
    for (const openedShare of ['0', '0.0', '0.000']) {
      expect(Lever.safeParse({ kind: 'pre-warm', openedShare }).success).toBe(false);
    }
    expect(Lever.safeParse({ kind: 'pre-warm', openedShare: '0.000000000001' }).success).toBe(true);
  });

  it('of an unknown kind is refused, and so is one with a field of another', () => {
    expect(Lever.safeParse({ kind: 'magic' }).success).toBe(false);
    expect(Lever.safeParse({ kind: 'off-peak', share: '0.5' }).success).toBe(false);
  });
});

describe('a range of usage holds the expected use', () => {
  it.each([
    ['0.8', '1.3', true],
    ['1', '1', true],
    ['0', '1.0', true],
    ['1.1', '1.3', false],
    ['0.5', '0.9', false],
    ['1.3', '0.8', false],
  ])('%s to %s: %s', (low, high, isFine) => {
    expect(UsageBand.safeParse({ low, high }).success).toBe(isFine);
  });
});

const FOR_EVERY = { termValueUsdFrom: '0', discountFrom: '0' };
const FOR_SIGN_OFF = { verdict: 'sign_off', ...FOR_EVERY, signatures: ['finance'] };
const FOR_LOSS = { verdict: 'loss', ...FOR_EVERY, signatures: ['finance', 'cfo'] };

describe('a policy', () => {
  const rate = { currency: 'EUR', day: '2026-11-20', usdPerUnit: '1.0842' };
  it.each<[string, Partial<Record<keyof Policy, unknown>>, string]>([
    ['a target below the floor', { floor: '0.71' }, 'target'],
    ['a floor in percent', { floor: '60' }, 'floor'],
    [
      'one signature for a loss',
      { approvers: [FOR_SIGN_OFF, { ...FOR_LOSS, signatures: ['cfo'] }] },
      'approvers',
    ],
    ['a verdict that nobody signs', { approvers: [FOR_SIGN_OFF, FOR_SIGN_OFF] }, 'approvers'],
    [
      'a verdict that nobody signs below an amount',
      { approvers: [FOR_SIGN_OFF, { ...FOR_LOSS, termValueUsdFrom: '0.01' }] },
      'approvers',
    ],
    [
      'two rates of one currency for one day',
      { exchangeRates: [rate, { ...rate, usdPerUnit: '1.1' }] },
      'exchangeRates',
    ],
    ['a rate of exchange of zero', { exchangeRates: [{ ...rate, usdPerUnit: '0.00' }] }, 'exchangeRates'],
  ])('refuses %s', (_name, changes, path) => {
    expect(complaints(Policy, { ...POLICY, ...changes })).toEqual([path]);
  });

  it('refuses what is no number without asking how it compares', () => {
    expect(complaints(Policy, { ...POLICY, floor: 'abc' })).toEqual(['floor']);
    expect(complaints(Policy, { ...POLICY, target: '' })).toEqual(['target']);
    expect(complaints(UsageBand, { low: 'x', high: '1e5' })).toEqual(['low', 'high']);
    const weights = { even: 'x', revenue: '', calls: '1', workerSeconds: '0' };
    expect(complaints(AllocationMethod, { kind: 'blend', weights })).toEqual([
      'weights.even',
      'weights.revenue',
    ]);
  });

  it('takes a target that equals the floor, and keeps the portfolio’s target apart', () => {
    expect(
      Policy.safeParse({ ...POLICY, floor: '0.7', target: '0.70', portfolioTarget: '0.8' }).success,
    ).toBe(true);
  });

  it('is shipped with the defaults of the design', () => {
    expect(POLICY).toMatchObject({
      floor: '0.6',
      target: '0.7',
      portfolioTarget: '0.7',
      highUsageFloor: '0.45',
      exitRuleOverMonths: 12,
      comparableAccountsAtLeast: 5,
      companyWindowDays: 90,
      bulk: { requestsAtMost: 25, shortfallUsdAtMost: '5000' },
      stageGate: { mode: 'warn' },
    });
    expect(POLICY.approvers).toContainEqual(FOR_SIGN_OFF);
    expect(POLICY.approvers).toContainEqual(FOR_LOSS);
  });
});

describe('a ladder of prices', () => {
  it('rises, and only its last step is open', () => {
    const step = (upTo: number | null) => ({ upTo, price: '1' });
    expect(Tiers.safeParse([step(1), step(2), step(null)]).success).toBe(true);
    expect(Tiers.safeParse([step(2), step(1), step(null)]).success).toBe(false);
    expect(Tiers.safeParse([step(null), step(null)]).success).toBe(false);
    expect(Tiers.safeParse([step(0), step(null)]).success).toBe(false);
    expect(Tiers.safeParse([step(1)]).success).toBe(false);
  });
});
