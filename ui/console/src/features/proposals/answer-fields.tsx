import { Checkbox, Group, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { issueAt } from './field-issues.ts';
import { PolicyDraft } from './policy-draft.ts';
import { type PolicyFieldsProps, PolicyTextFields, type TextFieldOfPolicy } from './policy-text-fields.tsx';

const ANSWERS: readonly TextFieldOfPolicy[] = [
  {
    field: 'answerWithinBusinessHours',
    label: 'Answer within',
    unit: 'business hours',
    hint: 'Later is overdue.',
  },
  { field: 'approvalValidDays', label: 'Approval holds', unit: 'days', hint: 'From the decision on.' },
  { field: 'companyWindowDays', label: 'Deals of one company', unit: 'days', hint: 'Judged together.' },
  {
    field: 'timeZone',
    path: 'businessHours.timeZone',
    label: 'Time zone',
    hint: 'Such as Europe/Berlin.',
  },
  { field: 'opens', path: 'businessHours.opens', type: 'time', label: 'Opens' },
  { field: 'closes', path: 'businessHours.closes', type: 'time', label: 'Closes' },
];

const LIMITS: readonly TextFieldOfPolicy[] = [
  {
    field: 'bulkRequestsAtMost',
    path: 'bulk.requestsAtMost',
    label: 'Requests at once',
    hint: 'At most 25.',
  },
  {
    field: 'bulkShortfallUsdAtMost',
    path: 'bulk.shortfallUsdAtMost',
    label: 'Shortfall at once',
    unit: 'USD',
    hint: 'Of all of them together.',
  },
];

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** When an answer is due, and how long it holds. */
export function AnswerFields(props: PolicyFieldsProps) {
  const { draft, issues, onWrite } = props;
  return (
    <section className="panel" aria-labelledby="answers-title">
      <h2 id="answers-title">Answers</h2>
      <div className="field-grid">
        <PolicyTextFields {...props} fields={ANSWERS} />
      </div>
      <Checkbox.Group
        label="Working days"
        value={draft.days}
        error={issueAt(issues, 'businessHours.days')}
        onChange={(days) => onWrite({ days })}
      >
        <Group mt="xs" gap="md">
          {DAYS.map((name, index) => (
            <Checkbox key={name} value={String(index + 1)} label={name} />
          ))}
        </Group>
      </Checkbox.Group>
      <Textarea
        label="Holidays"
        description="One day a line, such as 2026-12-25; nobody has to answer then."
        autosize
        minRows={2}
        maxRows={8}
        value={draft.holidays}
        error={issueAt(issues, 'businessHours.holidays')}
        onChange={(event) => onWrite({ holidays: event.currentTarget.value })}
      />
    </section>
  );
}

/** What one decision may cover at once, and which stages of HubSpot are guarded. */
export function LimitFields(props: PolicyFieldsProps) {
  const { draft, issues, onWrite } = props;
  return (
    <section className="panel" aria-labelledby="limits-title">
      <h2 id="limits-title">Limits and the stage gate</h2>
      <div className="field-grid">
        <PolicyTextFields {...props} fields={LIMITS} />
        <NativeSelect
          label="Stage gate"
          description="When a deal gets past without a sign-off."
          value={draft.stageGate}
          error={issueAt(issues, 'stageGate.mode')}
          onChange={({ currentTarget: { value } }) =>
            onWrite({ stageGate: PolicyDraft.shape.stageGate.parse(value) })
          }
          data={[
            { value: 'off', label: 'Off' },
            { value: 'warn', label: 'Warn' },
            { value: 'move-back', label: 'Move back' },
          ]}
        />
      </div>
      <TextInput
        label="Guarded stages"
        description="Their internal names in HubSpot, with commas between."
        value={draft.stages}
        error={issueAt(issues, 'stageGate.stages')}
        onChange={(event) => onWrite({ stages: event.currentTarget.value })}
      />
    </section>
  );
}
