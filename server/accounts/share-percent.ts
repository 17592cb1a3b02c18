/** A part of a whole in percent with one decimal, rounded down; null where the whole is unknown or nothing. */
export function sharePercent(part: bigint | null, whole: bigint | null): string | null {
  if (part === null || whole === null || whole <= 0n) return null;
  const tenths = (part * 1_000n) / whole;
  return `${tenths / 10n}.${tenths % 10n}`;
}
