/** A chart can only draw floating-point numbers; the table beside it has the exact cents. */
export function dollarsToDraw(cents: bigint): number {
  return Number(cents) / 100;
}
