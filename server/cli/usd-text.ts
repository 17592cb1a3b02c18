import { printMoney, showMoney } from '@dealfloor/price-book';

const HALF_A_CENT = 5_000_000n;

/** Nano-USD to the cent; what is something is never shown as nothing, and what is unknown is said to be. */
export function usdText(nanoUsd: bigint | null): string {
  if (nanoUsd === null) return 'unknown';
  if (nanoUsd > 0n && nanoUsd < HALF_A_CENT) return 'under $0.01';
  return showMoney(printMoney(nanoUsd), 'en-US');
}
