import { NativeSelect, Switch, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { useNow } from '../../components/use-now.ts';
import type { NoticesDraft } from './notices-draft.ts';
import { clockIn, zoneGroups } from './time-zones.ts';

type QuietHoursFieldsProps = {
  draft: NoticesDraft;
  issues: Record<string, string>;
  onChange: (part: Partial<NoticesDraft>) => void;
};

/** The hours in which nothing is told, by the clock of the person's own zone. */
export function QuietHoursFields({ draft, issues, onChange }: QuietHoursFieldsProps) {
  return (
    <>
      <Switch
        label="Quiet hours; what happens meanwhile is told when they end"
        checked={draft.isQuiet}
        onChange={(event) => onChange({ isQuiet: event.currentTarget.checked })}
      />
      {draft.isQuiet ? (
        <div className="quiet-hours">
          <TextInput
            type="time"
            label="From"
            value={draft.from}
            error={issues['quietHours.from']}
            onChange={(event) => onChange({ from: event.currentTarget.value })}
          />
          <TextInput
            type="time"
            label="Until"
            value={draft.until}
            error={issues['quietHours.until']}
            onChange={(event) => onChange({ until: event.currentTarget.value })}
          />
          <ZoneSelect draft={draft} error={issues.timeZone} onChange={onChange} />
        </div>
      ) : null}
    </>
  );
}

type ZoneSelectProps = Pick<QuietHoursFieldsProps, 'draft' | 'onChange'> & { error: string | undefined };

function ZoneSelect({ draft: { timeZone }, error, onChange }: ZoneSelectProps) {
  const clock = clockIn(timeZone, useNow());
  const zones = useMemo(() => zoneGroups(timeZone), [timeZone]);
  return (
    <NativeSelect
      className="quiet-zone"
      label="Time zone"
      description={clock ? `It is ${clock} there now.` : null}
      value={timeZone}
      error={error}
      onChange={(event) => onChange({ timeZone: event.currentTarget.value })}
      data={zones}
    />
  );
}
