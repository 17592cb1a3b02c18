import type { AccountBook, AccountFigures, AccountRow } from '@dealfloor/price-book';
import { columnCents } from '../../words/add-up.ts';

/** The amounts of a row as they are shown, in cents; revenue less cost is what is left, in every row and below. */
export type BookLine = {
  readonly revenue: bigint | null;
  readonly cost: bigint | null;
  readonly leftOver: bigint | null;
};

export type BookLines = {
  readonly rows: readonly { readonly row: AccountRow; readonly line: BookLine }[];
  readonly rest: BookLine | null;
  readonly totals: BookLine;
};

/** The columns of a book, so that each sums to its total to the cent. */
export function bookLines({ rows, rest, totals }: AccountBook): BookLines {
  const figures = [...rows.map((row) => row.figures), ...(rest ? [rest.figures] : [])];
  const revenue = columnCents(figures.map(earned), totals.revenueUsd ?? '0');
  const cost = columnCents(
    figures.map(({ costUsd }) => costUsd),
    totals.costUsd,
  );
  const lines = figures.map((_, index) => line(revenue[index] ?? null, cost[index] ?? null));
  const [totalRevenue] = columnCents([totals.revenueUsd ?? '0'], totals.revenueUsd ?? '0');
  const [totalCost] = columnCents([totals.costUsd], totals.costUsd);
  return {
    rows: rows.flatMap((row, index) => {
      const own = lines[index];
      return own ? [{ row, line: own }] : [];
    }),
    rest: rest ? (lines.at(-1) ?? null) : null,
    totals: line(totalRevenue ?? null, totalCost ?? null),
  };
}

function earned({ revenueUsd }: AccountFigures): string {
  return revenueUsd ?? '0';
}

function line(revenue: bigint | null, cost: bigint | null): BookLine {
  return { revenue, cost, leftOver: revenue === null || cost === null ? null : revenue - cost };
}
