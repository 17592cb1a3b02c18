import {
  centsThatAddUp,
  type EndpointFigures,
  type Estimate,
  parseMoney,
  printDecimal,
  printMoney,
  toCents,
} from '@dealfloor/price-book';

export type Category = keyof EndpointFigures['usd'];

export const CATEGORY_NAMES: Record<Category, string> = {
  credits: 'Credits',
  shared: 'Shared',
  ai: 'AI',
  compute: 'Compute',
  database: 'Database',
  transfer: 'Transfer',
  storage: 'Storage',
};

export const CATEGORIES: readonly Category[] = [
  'credits',
  'shared',
  'ai',
  'compute',
  'database',
  'transfer',
  'storage',
];

/** An amount as shown in whole cents, and exactly as it was computed. */
export type Amount = { readonly cents: bigint; readonly exactUsd: string };

export type CostRow = {
  readonly figures: EndpointFigures;
  readonly amounts: readonly Amount[];
  readonly total: Amount;
};

export type CostTable = {
  readonly categories: readonly Category[];
  readonly rows: readonly CostRow[];
  readonly columns: readonly Amount[];
  readonly total: Amount;
};

/** Month 1 by endpoint and category in cents that add up both ways: rows to their totals, and all of it to the cost. */
export function costTable({ endpoints }: Pick<Estimate, 'endpoints'>): CostTable {
  const categories = CATEGORIES.filter(
    (category) => category !== 'storage' || endpoints.some(({ usd }) => parseMoney(usd.storage) > 0n),
  );
  const exactTotal = sumUsd(endpoints.map(({ totalUsd }) => totalUsd));
  const rowCents = centsThatAddUp(
    endpoints.map(({ totalUsd }) => totalUsd),
    exactTotal,
  );
  const rows = endpoints.map((figures, index) => costRow(figures, categories, rowCents[index] ?? 0n));
  const columns = categories.map((category, column) => ({
    cents: rows.reduce((sum, row) => sum + (row.amounts[column]?.cents ?? 0n), 0n),
    exactUsd: sumUsd(endpoints.map(({ usd }) => usd[category])),
  }));
  return { categories, rows, columns, total: { cents: toCents(exactTotal), exactUsd: exactTotal } };
}

function costRow(figures: EndpointFigures, categories: readonly Category[], cents: bigint): CostRow {
  const exact = categories.map((category) => figures.usd[category]);
  const shown = centsThatAddUp(exact, printDecimal(cents, 2));
  return {
    figures,
    amounts: exact.map((exactUsd, index) => ({ cents: shown[index] ?? 0n, exactUsd })),
    total: { cents, exactUsd: figures.totalUsd },
  };
}

/** The exact sum of amounts. */
export function sumUsd(texts: readonly string[]): string {
  return printMoney(texts.reduce((sum, text) => sum + parseMoney(text), 0n));
}

/** The sum of whole numbers written as text. */
export function sumCounts(texts: readonly string[]): string {
  return texts.reduce((sum, text) => sum + BigInt(text), 0n).toString();
}
