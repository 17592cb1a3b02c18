import { printMoney, showMoney } from '@dealfloor/price-book';
import type { CreditLot, LotConsumption, LotUse } from './consume-lots.ts';
import { showCredits } from './show-credits.ts';

/** A month by its lots: what was paid in it (cash) and what was used up in it (cost) are two different sums. */
export type LotsReport = {
  readonly uses: readonly LotUse[];
  readonly boughtNanoUsd: bigint;
  /** Null where credits were used that no lot had. */
  readonly effectiveNanoUsd: bigint | null;
  readonly leftMilliCredits: bigint;
  readonly leftNanoUsd: bigint;
  readonly uncoveredMilliCredits: bigint;
  readonly findings: readonly string[];
};

type Month = { readonly month: string; readonly invoiceNanoUsd: bigint; readonly missingBefore: number };

/** Sums up how lots carried a month, and names what does not fit. */
export function reportLots(
  lots: readonly CreditLot[],
  { uses, uncovered }: LotConsumption,
  { month, invoiceNanoUsd, missingBefore }: Month,
): LotsReport {
  const bought = lots.filter(({ boughtOn }) => boughtOn.startsWith(month));
  const boughtNanoUsd = sum(bought.map(({ nanoUsd }) => nanoUsd));
  const uncoveredMilliCredits = sum(uncovered.map(({ milliCredits }) => milliCredits));
  const known = uses.filter(({ lot }) => lot.boughtOn.slice(0, 7) <= month);
  const findings = uses.flatMap(({ lot, emptiedOn }) =>
    emptiedOn === null ? [] : [`${lot.name} was used up on ${emptiedOn}.`],
  );
  const [first] = uncovered;
  if (first) {
    const credits = showCredits(uncoveredMilliCredits);
    findings.push(
      `From ${first.day} on, ${credits} credits were used when every lot was empty: one is missing in the file, ` +
        'or the log counts too much. What the month cost cannot be told.',
    );
  }
  if (boughtNanoUsd !== invoiceNanoUsd) {
    findings.push(
      `The lots bought in ${month} cost ${usd(boughtNanoUsd)}, the invoice says ${usd(invoiceNanoUsd)}.`,
    );
  }
  if (missingBefore > 0) {
    findings.push(
      `${missingBefore} ${missingBefore === 1 ? 'day' : 'days'} between the first lot and ${month} ` +
        `${missingBefore === 1 ? 'is' : 'are'} not booked: less may be left than is shown (column used_before says so).`,
    );
  }
  return {
    uses: known,
    boughtNanoUsd,
    effectiveNanoUsd: first ? null : sum(uses.map(({ monthNanoUsd }) => monthNanoUsd)),
    leftMilliCredits: sum(known.map(({ leftMilliCredits }) => leftMilliCredits)),
    leftNanoUsd: sum(known.map(({ leftNanoUsd }) => leftNanoUsd)),
    uncoveredMilliCredits,
    findings,
  };
}

function usd(nano: bigint): string {
  return showMoney(printMoney(nano), 'en-US');
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}
