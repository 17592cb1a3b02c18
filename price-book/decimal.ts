import { z } from 'zod';

/**
 * Decimal text, exact and never negative: up to 12 digits before the point and 12 after it. What is no such text aborts,
 * so that no rule about the number behind it ever meets one.
 */
export const DecimalText = z
  .string()
  .regex(/^\d{1,12}(\.\d{1,12})?$/, { error: 'Write a plain decimal number, like 0.25.', abort: true })
  .meta({ id: 'DecimalText' });

/** Decimal text from 0 to 1 (a share, a discount, a hit rate); 422 outside it. */
export const ShareText = z
  .string()
  .regex(/^(0(\.\d{1,12})?|1(\.0{1,12})?)$/, { error: 'Write a share from 0 to 1, like 0.25.', abort: true })
  .meta({ id: 'ShareText' });

/** Decimal text from -0.5 to 1: the growth of usage per month as a share of the month before. */
export const GrowthText = z
  .string()
  .regex(/^(-0(\.[0-4]\d{0,11}|\.50{0,11})?|0(\.\d{1,12})?|1(\.0{1,12})?)$/, {
    error: 'Growth goes from -0.5 to 1.',
    abort: true,
  })
  .meta({ id: 'GrowthText' });

/** An exact decimal: `units / 10^scale`. */
export type Decimal = { readonly units: bigint; readonly scale: number };

const POWERS = Array.from({ length: 64 }, (_, exponent) => 10n ** BigInt(exponent));

/** Ten to a whole power. */
export function tenTo(exponent: number): bigint {
  return POWERS[exponent] ?? 10n ** BigInt(exponent);
}

/** Reads decimal text exactly; the text has been checked by `DecimalText`, `ShareText` or `GrowthText`. */
export function parseDecimal(text: string): Decimal {
  const point = text.indexOf('.');
  if (point < 0) return { units: BigInt(text), scale: 0 };
  const digits = text.slice(0, point) + text.slice(point + 1);
  return { units: BigInt(digits), scale: text.length - point - 1 };
}

/** Prints `units / 10^scale` without trailing zeros: 1500n at scale 3 is "1.5". */
export function printDecimal(units: bigint, scale: number): string {
  if (units < 0n) return `-${printDecimal(-units, scale)}`;
  const digits = units.toString();
  if (digits === '0') return digits;
  let end = digits.length;
  let dropped = 0;
  while (dropped < scale && digits.charCodeAt(end - 1) === ZERO_CODE) {
    end -= 1;
    dropped += 1;
  }
  const kept = digits.slice(0, end);
  if (dropped === scale) return kept;
  const padded = kept.padStart(scale - dropped + 1, '0');
  const point = padded.length - (scale - dropped);
  return `${padded.slice(0, point)}.${padded.slice(point)}`;
}

const ZERO_CODE = 48;
