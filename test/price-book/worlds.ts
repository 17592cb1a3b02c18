import { readFileSync } from 'node:fs';
import {
  compileRates,
  type EstimateContext,
  Policy,
  PriceBook,
  type Rates,
  type RevenueModel,
  Sizing,
  type UsageLine,
} from '@dealfloor/price-book';

const ROOT = new URL('../../price-book/', import.meta.url);

/** A file of the price book's folder, as JSON. */
export function readJson(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, ROOT), 'utf8'));
}

/** The price book that the demo runs on: the source document's own unit prices. */
export const SEED_BOOK = PriceBook.parse(readJson('books/2026-11-01.json'));
export const SEED_RATES = compileRates(SEED_BOOK);
export const POLICY = Policy.parse(readJson('policies/2026-11-01.json'));

/** The seed's book with some of it replaced. */
export function ratesWith(changes: Partial<PriceBook>): Rates {
  return compileRates(PriceBook.parse({ ...SEED_BOOK, ...changes }));
}

/** The seed's book with some rates replaced; undefined takes a rate away. */
export function ratesPriced(rates: Partial<Record<keyof PriceBook['rates'], string | undefined>>): Rates {
  const merged = Object.entries({ ...SEED_BOOK.rates, ...rates }).filter(([, usd]) => usd !== undefined);
  return ratesWith({ rates: Object.fromEntries(merged) });
}

export const SEATS: RevenueModel = { kind: 'seat', seats: 20, pricePerSeat: '89' };

type UsageModel = Extract<RevenueModel, { kind: 'usage' }>;

/** One pro-rata price for every thousand units. */
export function perThousand(unit: UsageModel['unit'], price: string): RevenueModel {
  return { kind: 'usage', unit, tierMode: 'flat', tiersPer1000: [{ upTo: null, price }], charge: 'pro-rata' };
}

/** A plain deal: 1,000 profiles a day on 20 seats for a year. */
export function sizingWith(changes: Partial<Sizing> = {}): Sizing {
  return Sizing.parse({
    useCase: null,
    plan: 'team',
    keyMode: 'shared',
    trial: null,
    currency: 'USD',
    price: SEATS,
    discount: '0',
    minimumPerMonth: null,
    ramp: [],
    oneOffFee: '0',
    termMonths: 12,
    growthPerMonth: '0',
    daysUsedPerMonth: 30,
    trackedProfiles: 0,
    lines: [lineOf('/userinfo-by-id/', 1_000)],
    ...changes,
  });
}

type Line = Sizing['lines'][number];

/** One line of a sizing, per day, one page, no levers unless said. */
export function lineOf(endpoint: string, operations: number | null, changes: Partial<Line> = {}): Line {
  return { endpoint, operations, per: 'day', pages: 1, levers: [], ...changes };
}

export function contextWith(
  changes: Partial<Sizing> = {},
  world: Partial<Omit<EstimateContext, 'sizing'>> = {},
): EstimateContext {
  return {
    sizing: sizingWith(changes),
    rates: SEED_RATES,
    policy: POLICY,
    comparableAccounts: 10,
    day: '2026-11-21',
    ...world,
  };
}

/** Usage lines of one endpoint from a plain record of meters. */
export function linesOf(
  quantities: Partial<Record<UsageLine['meter'], bigint | number>>,
  endpoint = '/x/',
): UsageLine[] {
  return Object.entries(quantities).map(([meter, quantity]) => ({
    endpoint,
    meter: meter as UsageLine['meter'],
    quantity: BigInt(quantity),
  }));
}

/** Freezes a value all the way down, so that a mutation throws. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}

export type ExpectedDeal = {
  id: string;
  name: string;
  comparableAccounts: number;
  sizing: Sizing;
  expected: {
    revenue: string;
    cost: string;
    percent: string;
    low: string;
    high: string;
    lastMonth: string;
    belowFloorFrom: number | null;
    rules: string[];
    word: string;
  };
};

/** The eight deals of the demo with the figures they must give. */
export const EIGHT_DEALS: ExpectedDeal[] = (
  JSON.parse(readFileSync(new URL('eight-deals.json', import.meta.url), 'utf8')) as ExpectedDeal[]
).map((deal) => ({ ...deal, sizing: Sizing.parse(deal.sizing) }));

export function contextOfDeal(deal: ExpectedDeal): EstimateContext {
  return contextWith(deal.sizing, { comparableAccounts: deal.comparableAccounts });
}
