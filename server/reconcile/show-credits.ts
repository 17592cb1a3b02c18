/** Thousandths of a credit as whole credits, cut: a person reads no fraction of millions. */
export function showCredits(milliCredits: bigint): string {
  return new Intl.NumberFormat('en-US').format(milliCredits / 1_000n);
}
