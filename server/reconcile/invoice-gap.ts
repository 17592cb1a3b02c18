import { parseDecimal } from '@dealfloor/price-book';

/** How far what was paid lies from what the log explains; positive where more was paid. Null where one is unknown. */
export type InvoiceGap = {
  readonly nanoUsd: bigint | null;
  /** Of what was paid, away from zero to one decimal, so that a gap over the limit never reads as the limit. */
  readonly percent: string | null;
  readonly limitPercent: string;
  readonly isOver: boolean;
};

/** (paid - logged) / paid, against a limit; decided in whole numbers. What cannot be compared is over every limit. */
export function gapOf(
  loggedNanoUsd: bigint | null,
  paidNanoUsd: bigint | null,
  limitPercent: string,
): InvoiceGap {
  if (loggedNanoUsd === null || paidNanoUsd === null) {
    return { nanoUsd: null, percent: null, limitPercent, isOver: true };
  }
  const nanoUsd = paidNanoUsd - loggedNanoUsd;
  const size = nanoUsd < 0n ? -nanoUsd : nanoUsd;
  const { units, scale } = parseDecimal(limitPercent);
  const isOver = size * 100n * 10n ** BigInt(scale) > paidNanoUsd * units;
  return { nanoUsd, percent: percentOf(size, paidNanoUsd), limitPercent, isOver };
}

function percentOf(size: bigint, whole: bigint): string | null {
  if (size === 0n) return '0.0';
  if (whole === 0n) return null;
  const tenths = (size * 1_000n + whole - 1n) / whole;
  return `${tenths / 10n}.${tenths % 10n}`;
}
