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

/**
 * Month 1 by endpoint and category in cents that add up both ways: the categories share out the cents of the whole
 * cost, each category shares out its own cents over the endpoints, and a row's total is what its cells come to.
 */
export function costTable({ endpoints }: Pick<Estimate, 'endpoints'>): CostTable {
  const categories = CATEGORIES.filter(
    (category) => category !== 'storage' || endpoints.some(({ usd }) => parseMoney(usd.storage) > 0n),
  );
  const exactTotal = sumUsd(endpoints.map(({ totalUsd }) => totalUsd));
  const columns = categories.map((category) => sumUsd(endpoints.map(({ usd }) => usd[category])));
  const columnCents = centsThatAddUp(columns, exactTotal);
  const cells = categories.map((category, column) => {
    const exact = endpoints.map(({ usd }) => usd[category]);
    return centsThatAddUp(exact, printDecimal(columnCents[column] ?? 0n, 2));
  });
  return {
    categories,
    rows: endpoints.map((figures, row) => {
      const amounts = categories.map((category, column) => ({
        cents: cells[column]?.[row] ?? 0n,
        exactUsd: figures.usd[category],
      }));
      const cents = amounts.reduce((sum, amount) => sum + amount.cents, 0n);
      return { figures, amounts, total: { cents, exactUsd: figures.totalUsd } };
    }),
    columns: columns.map((exactUsd, column) => ({ cents: columnCents[column] ?? 0n, exactUsd })),
    total: { cents: toCents(exactTotal), exactUsd: exactTotal },
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
