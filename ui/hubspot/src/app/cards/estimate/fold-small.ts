const MOST_ROWS = 8;

/** At most eight rows, dearest first: those beyond the seventh become one, and none is lost. */
export function foldSmall<Row>(rows: readonly Row[], merged: (small: readonly Row[]) => Row): readonly Row[] {
  if (rows.length <= MOST_ROWS) return rows;
  return [...rows.slice(0, MOST_ROWS - 1), merged(rows.slice(MOST_ROWS - 1))];
}

export function sumOf(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, amount) => sum + amount, 0n);
}
