import { type QueueRow, toCents } from '@dealfloor/price-book';

/** Waiting requests first, the most at risk on top, longest wait at a tie; then decided ones, the newest on top. */
export function orderRows(rows: readonly QueueRow[]): QueueRow[] {
  return rows.toSorted((a, b) => {
    const [aWaits, bWaits] = [isWaiting(a), isWaiting(b)];
    if (aWaits !== bWaits) return aWaits ? -1 : 1;
    return aWaits ? byRisk(a, b) : decidedAt(b).localeCompare(decidedAt(a));
  });
}

/** Whether somebody is to decide it: for the first time, or again. */
export function isWaiting({ signOff }: QueueRow): boolean {
  return signOff.status === 'waiting' || signOff.status === 'second-look';
}

function byRisk(a: QueueRow, b: QueueRow): number {
  const [aCents, bCents] = [riskCents(a), riskCents(b)];
  if (aCents !== bCents) return aCents > bCents ? -1 : 1;
  return b.waitingHours - a.waitingHours;
}

/** A risk that is not known stands above every known one: nobody may overlook it. */
function riskCents({ exposure }: QueueRow): bigint {
  return exposure.atRiskUsd === null ? 10n ** 30n : toCents(exposure.atRiskUsd);
}

function decidedAt({ signOff }: QueueRow): string {
  return signOff.decisions.at(-1)?.at ?? signOff.requestedAt;
}
