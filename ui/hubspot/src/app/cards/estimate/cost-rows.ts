import { centsThatAddUp, type Estimate, toCents } from '@dealfloor/price-book';
import { foldSmall, sumOf } from './fold-small.ts';

export const CATEGORIES = ['credits', 'shared', 'ai', 'compute', 'database', 'transfer', 'storage'] as const;
export type Category = (typeof CATEGORIES)[number];

export const CATEGORY_NAMES: Record<Category, string> = {
  credits: 'Credits',
  shared: 'Shared',
  ai: 'AI',
  compute: 'Compute',
  database: 'Database',
  transfer: 'Transfer',
  storage: 'Storage',
};

/** One line of the cost table in whole cents; its cells sum to its total. */
export type CostRow = {
  readonly label: string;
  readonly calls: string;
  readonly cents: Readonly<Record<Category, bigint>>;
  readonly totalCents: bigint;
};

export type CostTable = {
  readonly categories: readonly Category[];
  readonly rows: readonly CostRow[];
  readonly totals: Readonly<Record<Category, bigint>>;
  readonly totalCents: bigint;
};

/** Month 1 by endpoint and category, dearest first, in cents that add up both ways; small rows fold, none is lost. */
export function costTable(estimate: Estimate): CostTable {
  const totals = endpointCents(estimate);
  const rows = estimate.endpoints
    .map((endpoint): CostRow => {
      const totalCents = totals.get(endpoint.endpoint) ?? 0n;
      const parts = CATEGORIES.map((category) => endpoint.usd[category]);
      const cents = centsThatAddUp(parts, decimalOfCents(totalCents));
      return { label: endpoint.label, calls: endpoint.calls, cents: byCategory(cents), totalCents };
    })
    .sort((a, b) => (a.totalCents === b.totalCents ? 0 : a.totalCents < b.totalCents ? 1 : -1));
  const folded = foldSmall(rows, merged);
  const sums = byCategory(CATEGORIES.map((category) => sumOf(folded.map((row) => row.cents[category]))));
  return {
    categories: CATEGORIES.filter((category) => sums[category] !== 0n),
    rows: folded,
    totals: sums,
    totalCents: sumOf(folded.map((row) => row.totalCents)),
  };
}

/** What each endpoint costs in month 1 in whole cents, which sum to the month's own cents. */
export function endpointCents({ endpoints, month }: Estimate): ReadonlyMap<string, bigint> {
  const exact = endpoints.map(({ totalUsd }) => totalUsd);
  const cents = month.costUsd === null ? exact.map(toCents) : centsThatAddUp(exact, month.costUsd);
  return new Map(endpoints.map(({ endpoint }, index) => [endpoint, cents[index] ?? 0n]));
}

/** The part of a row in the whole as a percentage text with one decimal, rounded down; null of nothing. */
export function sharePercent(partCents: bigint, totalCents: bigint): string | null {
  if (totalCents <= 0n) return null;
  const tenths = (partCents * 1_000n) / totalCents;
  return `${tenths / 10n}.${tenths % 10n}`;
}

function merged(small: readonly CostRow[]): CostRow {
  return {
    label: `${small.length} smaller lines`,
    calls: sumOf(small.map((row) => BigInt(row.calls))).toString(),
    cents: byCategory(CATEGORIES.map((category) => sumOf(small.map((row) => row.cents[category])))),
    totalCents: sumOf(small.map((row) => row.totalCents)),
  };
}

function byCategory(cents: readonly bigint[]): Record<Category, bigint> {
  const at = (category: Category) => cents[CATEGORIES.indexOf(category)] ?? 0n;
  return {
    credits: at('credits'),
    shared: at('shared'),
    ai: at('ai'),
    compute: at('compute'),
    database: at('database'),
    transfer: at('transfer'),
    storage: at('storage'),
  };
}

function decimalOfCents(cents: bigint): string {
  return `${cents / 100n}.${(cents % 100n).toString().padStart(2, '0')}`;
}
