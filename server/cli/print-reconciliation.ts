import { type PriceBook, showUnitPrice } from '@dealfloor/price-book';
import type { CreditSum } from '../reconcile/booked-credits.ts';
import type { LotsReport } from '../reconcile/lots-report.ts';
import type { Reconciliation } from '../reconcile/reconcile-month.ts';
import { showCredits } from '../reconcile/show-credits.ts';
import type { PerCall } from '../reconcile/unit-price.ts';
import { paint, say } from './say.ts';
import { tableLines } from './text-table.ts';
import { usdText } from './usd-text.ts';

const LOCALE = 'en-US';

/** An invoice beside its month, as a person reads it in a terminal. */
export function sayReconciliation(found: Reconciliation, live: PriceBook | null): void {
  const { month, days, booked, priceVersions } = found;
  const count = days.expected - days.missing.length;
  const versions = priceVersions.length > 0 ? `, priced by ${priceVersions.join(' and ')}` : '';
  say(`Portal ${found.portalId}, ${month}: ${count} of ${days.expected} days booked${versions}`);
  say(paint(found.gap.isOver ? 'red' : 'green', headline(found)));
  const rows = [
    rowOf('Paying accounts', booked.cogs),
    rowOf('Trials and free plans', booked.cac),
    rowOf('In quarantine', booked.quarantined),
    rowOf('On our keys', booked.ours),
  ];
  say('');
  for (const line of tableLines(
    [
      { heading: 'Credits', align: 'left' },
      { heading: 'Used', align: 'right' },
      { heading: 'Booked', align: 'right' },
    ],
    rows,
  )) {
    say(line);
  }
  if (found.customersMilliCredits > 0n) {
    say(
      `Customers' own keys used ${showCredits(found.customersMilliCredits)} more, which they pay themselves.`,
    );
  }
  sayUnitPrices(found, live);
  if (found.lots) sayLots(found.lots, found.invoiceNanoUsd);
  for (const finding of findingsOf(found)) say(paint('yellow', `✖ ${finding}`));
}

/** "Logs $5,061.18, invoice $5,120.40, gap 1.2% (limit 3%)". */
function headline({ booked, gap, lots, effectiveNanoUsd, invoiceNanoUsd }: Reconciliation): string {
  const paid = lots ? `lots used up ${usdText(effectiveNanoUsd)}` : `invoice ${usdText(invoiceNanoUsd)}`;
  const size = gap.percent === null ? 'unknown' : `${gap.percent}%`;
  const over = gap.isOver ? ', over it' : '';
  return `Logs ${usdText(booked.ours.nanoUsd)}, ${paid}, gap ${size} (limit ${gap.limitPercent}%${over})`;
}

function rowOf(name: string, { milliCredits, nanoUsd }: CreditSum): string[] {
  return [name, showCredits(milliCredits), usdText(nanoUsd)];
}

function sayUnitPrices({ perCredit, perCall }: Reconciliation, live: PriceBook | null): void {
  if (!perCredit) {
    say('\nNo credit on our keys was booked: the price of a credit cannot be told.');
    return;
  }
  const price = showUnitPrice(perCredit.usd, 1_000, LOCALE);
  const booked = live?.rates.credit;
  const beside = live && booked ? ` (${live.version} says ${showUnitPrice(booked, 1_000, LOCALE)})` : '';
  say(`\nPer credit   ${price} per 1,000${beside}`);
  if (!perCall) return;
  const wrong = showUnitPrice(perCall.usd, 1_000, LOCALE);
  say(`Per call     ${wrong} per 1,000, not to be used: ${whyNot(perCall)}`);
}

function whyNot({ wrong }: PerCall): string {
  if (wrong.length === 0) return 'it is right only as long as every call uses the same credits.';
  const parts = wrong.map(({ endpoint, milliCreditsPerCall, percentOff }) => {
    const size = percentOff < 0n ? -percentOff : percentOff;
    const word = percentOff < 0n ? 'cheap' : 'dear';
    return `${endpoint} (${printThousandths(milliCreditsPerCall)} credits a call) would be ${size}% too ${word}`;
  });
  return `${parts.join(', ')}.`;
}

function printThousandths(milli: bigint): string {
  const rest = (milli % 1_000n).toString().padStart(3, '0').replace(/0+$/, '');
  return `${milli / 1_000n}${rest ? `.${rest}` : ''}`;
}

function sayLots(lots: LotsReport, invoiceNanoUsd: bigint): void {
  const rows = lots.uses.map(({ lot, monthMilliCredits, monthNanoUsd, leftMilliCredits, leftNanoUsd }) => [
    lot.name,
    lot.boughtOn,
    showCredits(lot.milliCredits),
    usdText(lot.nanoUsd),
    showCredits(monthMilliCredits),
    usdText(monthNanoUsd),
    showCredits(leftMilliCredits),
    usdText(leftNanoUsd),
  ]);
  const right = ['Credits', 'Paid', 'Used', 'Cost', 'Left', 'Worth'];
  const columns = [
    { heading: 'Lot, first in first out', align: 'left' as const },
    { heading: 'Bought', align: 'left' as const },
    ...right.map((heading) => ({ heading, align: 'right' as const })),
  ];
  say('');
  for (const line of tableLines(columns, rows)) say(line);
  say(
    `Paid in the month ${usdText(invoiceNanoUsd)}, used up ${usdText(lots.effectiveNanoUsd)}, ` +
      `left ${showCredits(lots.leftMilliCredits)} credits worth ${usdText(lots.leftNanoUsd)}.`,
  );
}

function findingsOf({ days, gap, findings }: Reconciliation): string[] {
  const { missing } = days;
  const all = [...findings];
  if (missing.length > 0) {
    const named = missing.slice(0, 10).join(', ');
    const more = missing.length > 10 ? ` and ${missing.length - 10} more` : '';
    all.unshift(
      `Not booked: ${named}${more}. The gap may be ${missing.length === 1 ? 'this day' : 'these days'}.`,
    );
  }
  if (gap.isOver && gap.nanoUsd !== null) {
    const size = gap.nanoUsd < 0n ? -gap.nanoUsd : gap.nanoUsd;
    const side = gap.nanoUsd < 0n ? 'less' : 'more';
    all.unshift(`${usdText(size)} ${side} was paid than the log explains.`);
  }
  return all;
}
