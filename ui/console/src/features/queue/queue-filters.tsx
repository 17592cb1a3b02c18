import { Chip, Group, SegmentedControl } from '@mantine/core';
import type { QueueStatus } from './api/get-queue.ts';
import { type CHIPS, type Chip as ChipName, STATUSES } from './queue-filter.ts';

type QueueFiltersProps = {
  status: QueueStatus;
  onStatus: (status: QueueStatus) => void;
  chips: readonly (typeof CHIPS)[number][];
  chosen: readonly ChipName[];
  onToggle: (chip: ChipName) => void;
};

export function QueueFilters({ status, onStatus, chips, chosen, onToggle }: QueueFiltersProps) {
  return (
    <Group gap="sm" className="queue-filters">
      <SegmentedControl
        aria-label="Which requests"
        value={status}
        onChange={(value) => onStatus(STATUSES.find((one) => one.value === value)?.value ?? 'waiting')}
        data={STATUSES.map(({ value, label }) => ({ value, label }))}
      />
      {chips.map(({ chip, label }) => (
        <Chip key={chip} checked={chosen.includes(chip)} onChange={() => onToggle(chip)} variant="outline">
          {label}
        </Chip>
      ))}
    </Group>
  );
}
