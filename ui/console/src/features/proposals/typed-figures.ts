import { parseDecimal, printDecimal, ratioPercent } from '@dealfloor/price-book';

const PERCENT = /^\d{1,3}([.,]\d{1,10})?$/;
const AMOUNT = /^(\d{1,12}|\d{1,3}(,\d{3}){1,3})(\.\d{1,12})?$/;
const FACTOR = /^\d{1,12}([.,]\d{1,12})?$/;
const WHOLE = /^\d{1,6}$/;

/** A share as people write it, with a decimal at least: "0.6" is "60.0", and every digit it has stays. */
export function percentOf(share: string): string {
  const percent = ratioPercent(share);
  return percent.includes('.') ? percent : `${percent}.0`;
}

/** A typed percentage as the exact share it means: "60.0 %" is "0.6"; null when it is none from 0 to 100. */
export function readShare(text: string): string | null {
  const typed = text.trim().replace(/\s*%$/, '');
  if (!PERCENT.test(typed)) return null;
  const { units, scale } = parseDecimal(typed.replace(',', '.'));
  if (units > 100n * 10n ** BigInt(scale)) return null;
  return printDecimal(units, scale + 2);
}

/** Typed dollars as decimal text: "$250,000" is "250000"; null when it is no amount. */
export function readAmount(text: string): string | null {
  const typed = text.trim().replace(/^\$\s*/, '');
  return AMOUNT.test(typed) ? typed.replaceAll(',', '') : null;
}

/** A typed factor or rate as decimal text, with a point or a comma before its decimals. */
export function readFactor(text: string): string | null {
  const typed = text.trim();
  return FACTOR.test(typed) ? typed.replace(',', '.') : null;
}

/** A typed whole number; its limits are the server's. */
export function readWhole(text: string): number | null {
  const typed = text.trim();
  return WHOLE.test(typed) ? Number(typed) : null;
}
