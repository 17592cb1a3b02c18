import { AccountWindow } from '@dealfloor/price-book';
import { ToggleGroup } from '@hubspot/ui-extensions';

/** How far back to look: 30 or 90 complete days. */
export function WindowSwitch({
  window,
  onWindow,
}: {
  window: AccountWindow;
  onWindow: (window: AccountWindow) => void;
}) {
  return (
    <ToggleGroup
      testId="window"
      toggleType="radioButtonList"
      name="window"
      label="Complete days"
      inline
      value={window}
      options={AccountWindow.options.map((days) => ({ value: days, label: `Last ${days}` }))}
      onChange={(chosen) => onWindow(AccountWindow.parse(chosen))}
    />
  );
}
