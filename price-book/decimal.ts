import { z } from 'zod';

/** A decimal number as text, exact: up to 12 digits before the point and 12 after. */
export const DecimalText = z.string().regex(/^-?\d{1,12}(\.\d{1,12})?$/, 'Write a plain decimal number, like 0.25.');

/** An exact decimal: `units / 10^scale`. */
export type Decimal = { readonly units: bigint; readonly scale: number };

/** Reads decimal text exactly; the text has been checked by `DecimalText`. */
export function parseDecimal(text: string): Decimal {
  const point = text.indexOf('.');
  if (point < 0) return { units: BigInt(text), scale: 0 };
  const digits = text.slice(0, point) + text.slice(point + 1);
  return { units: BigInt(digits), scale: text.length - point - 1 };
}
