import type { AccountWindow } from '@dealfloor/price-book';
import { SegmentedControl } from '@mantine/core';

const WINDOWS: readonly { readonly value: AccountWindow; readonly label: string }[] = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
];

type WindowSwitchProps = { window: AccountWindow; onChange: (window: AccountWindow) => void };

export function WindowSwitch({ window, onChange }: WindowSwitchProps) {
  return (
    <SegmentedControl
      aria-label="How far back"
      value={window}
      onChange={(value) => onChange(value === '90' ? '90' : '30')}
      data={WINDOWS.map(({ value, label }) => ({ value, label }))}
    />
  );
}
