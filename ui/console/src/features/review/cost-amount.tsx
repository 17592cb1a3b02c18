import { showCents } from '@dealfloor/price-book';
import { readerLocale } from '../../words/reader-locale.ts';
import type { Amount } from './cost-table-rows.ts';

/** An amount to the cent, exact in its title; what is under a cent says so and never reads as nothing. */
export function CostAmount({ amount: { cents, exactUsd } }: { amount: Amount }) {
  if (exactUsd === '0') return <span className="muted">–</span>;
  const shown = showCents(cents, readerLocale());
  return (
    <span title={`$${exactUsd}`} data-cents={cents.toString()}>
      {cents === 0n ? `<${showCents(1n, readerLocale())}` : shown}
    </span>
  );
}
