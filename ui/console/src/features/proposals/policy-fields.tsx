import { Checkbox, Group, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { type FieldIssue, issueAt, issueOfList } from './field-issues.ts';
import { PolicyDraft, type PolicyTextField } from './policy-draft.ts';

export type PolicyFieldsProps = {
  draft: PolicyDraft;
  issues: readonly FieldIssue[];
  onWrite: (part: Partial<PolicyDraft>) => void;
};

type TextFieldProps = PolicyFieldsProps & {
  field: PolicyTextField;
  label: string;
  hint?: string;
  /** Where the field lies in a policy, if not under its own name. */
  path?: string;
  type?: 'date' | 'time';
  unit?: string;
};

function TextField({ draft, issues, onWrite, field, label, hint, path, type, unit }: TextFieldProps) {
  return (
    <TextInput
      type={type ?? 'text'}
      label={label}
      description={hint}
      rightSection={unit ? <span className="muted">{unit}</span> : null}
      rightSectionWidth={unit ? `${unit.length * 0.6 + 1.25}rem` : undefined}
      rightSectionPointerEvents="none"
      maxLength={60}
      value={draft[field]}
      error={issueAt(issues, path ?? field)}
      onChange={(event) => onWrite({ [field]: event.currentTarget.value })}
    />
  );
}

/** The name of the version and the day from which it holds; the name follows the day until somebody writes another. */
export function VersionFields({ earliest, ...props }: PolicyFieldsProps & { earliest: string }) {
  const { draft, issues, onWrite } = props;
  return (
    <section className="panel" aria-labelledby="version-title">
      <h2 id="version-title">Version</h2>
      <div className="field-grid">
        <TextInput
          type="date"
          label="Holds from"
          description="A UTC day, today or later."
          required
          min={earliest}
          value={draft.effectiveFrom}
          error={issueAt(issues, 'effectiveFrom')}
          onChange={({ currentTarget: { value } }) => {
            const isNamedByDay = draft.version === draft.effectiveFrom;
            onWrite({ effectiveFrom: value, ...(isNamedByDay ? { version: value } : {}) });
          }}
        />
        <TextField
          {...props}
          field="version"
          label="Version name"
          hint="Small letters, digits, dots and dashes."
        />
      </div>
    </section>
  );
}

/** R1 to R5: when a deal needs a sign-off. */
export function RuleFields(props: PolicyFieldsProps) {
  const band = issueOfList(props.issues, 'defaultUsageBand');
  return (
    <section className="panel" aria-labelledby="rules-title">
      <h2 id="rules-title">When a deal needs a sign-off</h2>
      <p className="muted small">
        An empty high-usage floor, exit rule or number of similar accounts switches it off.
      </p>
      <div className="field-grid">
        <TextField {...props} field="floor" label="Floor" unit="%" hint="R1 and R3: least margin." />
        <TextField {...props} field="target" label="Target" unit="%" hint="From here a deal is Clear." />
        <TextField
          {...props}
          field="portfolioTarget"
          label="Portfolio target"
          unit="%"
          hint="All accounts together."
        />
        <TextField
          {...props}
          field="highUsageFloor"
          label="High-usage floor"
          unit="%"
          hint="R2: if usage runs high."
        />
        <TextField
          {...props}
          field="exitRuleOverMonths"
          label="Exit rule"
          unit="months"
          hint="R3: for longer terms than this."
        />
        <TextField
          {...props}
          field="comparableAccountsAtLeast"
          label="Similar accounts"
          hint="R5: at least so many."
        />
        <TextField
          {...props}
          field="usageLow"
          path="defaultUsageBand.low"
          label="Low usage"
          unit="times"
          hint="Where nothing better is known."
        />
        <TextField
          {...props}
          field="usageHigh"
          path="defaultUsageBand.high"
          label="High usage"
          unit="times"
          hint="Where nothing better is known."
        />
      </div>
      {band ? (
        <p className="issue" role="alert">
          {band}
        </p>
      ) : null}
    </section>
  );
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** When an answer is due, and how long it holds. */
export function AnswerFields(props: PolicyFieldsProps) {
  const { draft, issues, onWrite } = props;
  return (
    <section className="panel" aria-labelledby="answers-title">
      <h2 id="answers-title">Answers</h2>
      <div className="field-grid">
        <TextField {...props} field="answerWithinBusinessHours" label="Answer within" unit="business hours" />
        <TextField {...props} field="approvalValidDays" label="Approval holds" unit="days" />
        <TextField {...props} field="companyWindowDays" label="Deals of one company" unit="days" />
        <TextField
          {...props}
          field="timeZone"
          path="businessHours.timeZone"
          label="Time zone"
          hint="Such as Europe/Berlin."
        />
        <TextField {...props} field="opens" path="businessHours.opens" type="time" label="Opens" />
        <TextField {...props} field="closes" path="businessHours.closes" type="time" label="Closes" />
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

/** What one decision may cover at once, and what a stage of HubSpot is guarded by. */
export function LimitFields(props: PolicyFieldsProps) {
  const { draft, issues, onWrite } = props;
  return (
    <section className="panel" aria-labelledby="limits-title">
      <h2 id="limits-title">Limits and the stage gate</h2>
      <div className="field-grid">
        <TextField
          {...props}
          field="bulkRequestsAtMost"
          path="bulk.requestsAtMost"
          label="Requests at once"
          hint="At most 25."
        />
        <TextField
          {...props}
          field="bulkShortfallUsdAtMost"
          path="bulk.shortfallUsdAtMost"
          label="Shortfall at once"
          unit="USD"
          hint="Of all of them together."
        />
        <NativeSelect
          label="Stage gate"
          description="When a deal gets past without a sign-off."
          value={draft.stageGate}
          error={issueAt(issues, 'stageGate.mode')}
          onChange={(event) =>
            onWrite({ stageGate: PolicyDraft.shape.stageGate.parse(event.currentTarget.value) })
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
