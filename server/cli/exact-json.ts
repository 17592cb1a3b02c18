import { printMoney } from '@dealfloor/price-book';

/**
 * A result as JSON takes it: `sharedNanoUsd` becomes `sharedUsd` in exact decimal text, every other bigint its digits.
 * Null stays null: unknown, never zero.
 */
export function exactJson(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (Array.isArray(value)) return value.map(exactJson);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => exactEntry(key, inner)));
}

function exactEntry(key: string, value: unknown): [string, unknown] {
  const name = key.replace(/NanoUsd$/, 'Usd').replace(/^nanoUsd$/, 'usd');
  return [name, name !== key && typeof value === 'bigint' ? printMoney(value) : exactJson(value)];
}
