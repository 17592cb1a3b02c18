import type { QueueRow } from '@dealfloor/price-book';
import { useSearchParams } from 'react-router';
import type { QueueStatus } from './api/get-queue.ts';

export const STATUSES: readonly { readonly value: QueueStatus; readonly label: string }[] = [
  { value: 'waiting', label: 'Waiting' },
  { value: 'decided', label: 'Decided' },
  { value: 'expiring', label: 'Expiring in 14 days' },
  { value: 'all', label: 'All' },
];

export type Chip = 'mine' | 'overdue' | 'loss' | 'second-look';

export const CHIPS: readonly {
  readonly chip: Chip;
  readonly label: string;
  readonly fits: (row: QueueRow) => boolean;
}[] = [
  { chip: 'mine', label: 'Mine to decide', fits: (row) => row.canDecide },
  { chip: 'overdue', label: 'Overdue', fits: (row) => row.isOverdue },
  { chip: 'loss', label: 'Loss', fits: (row) => row.word === 'loss' },
  {
    chip: 'second-look',
    label: 'Needs a second look',
    fits: ({ signOff }) => signOff.status === 'second-look',
  },
];

/** A chip is worth offering when it is on, or when it would leave some rows and take some away. */
export function usefulChips(rows: readonly QueueRow[], chosen: readonly Chip[]) {
  return CHIPS.filter(({ chip, fits }) => {
    if (chosen.includes(chip)) return true;
    const count = rows.filter(fits).length;
    return count > 0 && count < rows.length;
  });
}

export function fitting(rows: readonly QueueRow[], chosen: readonly Chip[]): QueueRow[] {
  return rows.filter((row) => CHIPS.every(({ chip, fits }) => !chosen.includes(chip) || fits(row)));
}

/** The filters live in the address, so Back brings them again. */
export function useQueueFilter() {
  const [search, setSearch] = useSearchParams();
  const status = STATUSES.find(({ value }) => value === search.get('status'))?.value ?? 'waiting';
  const chosen = CHIPS.map(({ chip }) => chip).filter((chip) => search.getAll('only').includes(chip));
  const write = (nextStatus: QueueStatus, nextChosen: readonly Chip[]) => {
    const next = new URLSearchParams();
    if (nextStatus !== 'waiting') next.set('status', nextStatus);
    for (const chip of nextChosen) next.append('only', chip);
    setSearch(next, { replace: true });
  };
  return {
    status,
    chosen,
    setStatus: (next: QueueStatus) => write(next, chosen),
    clearChips: () => write(status, []),
    toggle: (chip: Chip) =>
      write(status, chosen.includes(chip) ? chosen.filter((one) => one !== chip) : [...chosen, chip]),
  };
}
