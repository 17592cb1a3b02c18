import { parseMoney, printMoney, type QueueRow } from '@dealfloor/price-book';
import { useState } from 'react';
import { showDollars } from '../../words/show-dollars.ts';

/** The rows that are marked to be decided together. */
export type Selection = {
  readonly rows: readonly QueueRow[];
  readonly has: (row: QueueRow) => boolean;
  readonly toggle: (row: QueueRow) => void;
  readonly clear: () => void;
};

/** Rows that have gone since, or that can no longer be decided from the list, fall out of it by themselves. */
export function useSelection(shown: readonly QueueRow[]): Selection {
  const [ids, setIds] = useState<readonly string[]>([]);
  const has = ({ signOff }: QueueRow) => ids.includes(signOff.id);
  return {
    rows: shown.filter((row) => has(row) && whyNotTogether(row) === null),
    has,
    toggle: (row) => setIds(has(row) ? ids.filter((id) => id !== row.signOff.id) : [...ids, row.signOff.id]),
    clear: () => setIds([]),
  };
}

/** Why a row cannot be marked; null when it can. */
export function whyNotTogether({ canDecide, seenHash }: QueueRow): string | null {
  if (!canDecide) return 'You cannot decide this one.';
  return seenHash === null ? 'Its figures moved since it was asked. Review it on its own page.' : null;
}

/** "2 selected, shortfall $3,521.06". */
export function selectionSentence(rows: readonly QueueRow[]): string {
  const total = rows.reduce((sum, { exposure }) => sum + parseMoney(exposure.shortfallUsd ?? '0'), 0n);
  return `${rows.length} selected, shortfall ${showDollars(printMoney(total))}`;
}

/** Why the marked rows cannot be approved together; null when nothing here speaks against it. */
export function whyNotApprove(rows: readonly QueueRow[]): string | null {
  const loss = rows.find(({ word, rules }) => word === 'loss' || rules.some(({ id }) => id === 'R4'));
  return loss ? `${loss.dealName} is a loss: two people sign it on its own page.` : null;
}
