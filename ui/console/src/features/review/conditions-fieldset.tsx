import { IfItLapses } from '@dealfloor/price-book';
import { Checkbox, Group, Radio, TextInput } from '@mantine/core';
import { CONDITION_FIELDS, type ConditionField } from './condition-fields.ts';
import type { Asked, DecisionDraft } from './decision-draft.ts';
import type { DraftIssues } from './read-draft.ts';

type ConditionsFieldsetProps = {
  draft: DecisionDraft;
  issues: DraftIssues;
  usageHint: string;
  onChange: (draft: DecisionDraft) => void;
};

/** What is asked in return for the approval, and until when it holds. */
export function ConditionsFieldset({ draft, issues, usageHint, onChange }: ConditionsFieldsetProps) {
  const { conditions } = draft;
  return (
    <>
      <fieldset className="conditions" aria-describedby={issues.conditions ? 'conditions-issue' : undefined}>
        <legend>Conditions</legend>
        {CONDITION_FIELDS.map((field) => (
          <ConditionRow
            key={field.kind}
            field={field}
            asked={conditions[field.kind]}
            issue={issues[field.kind]}
            hint={field.kind === 'usageCapCallsPerMonth' ? usageHint : undefined}
            onChange={(asked) => onChange({ ...draft, conditions: { ...conditions, [field.kind]: asked } })}
          />
        ))}
        {issues.conditions ? (
          <p id="conditions-issue" className="issue" role="alert">
            {issues.conditions}
          </p>
        ) : null}
      </fieldset>
      <TextInput
        type="date"
        label="Valid until"
        description="The last day on which the approval holds."
        required
        value={draft.validUntil}
        error={issues.validUntil}
        onChange={(event) => onChange({ ...draft, validUntil: event.currentTarget.value })}
      />
      <Radio.Group
        label="If it lapses"
        description="What becomes of the deal when that day is over and nobody has closed it."
        value={draft.ifItLapses}
        onChange={(value) => onChange({ ...draft, ifItLapses: IfItLapses.parse(value) })}
      >
        <Group mt="xs">
          <Radio value="second-look" label="Needs a second look" />
          <Radio value="rejected" label="Rejected" />
        </Group>
      </Radio.Group>
    </>
  );
}

type ConditionRowProps = {
  field: ConditionField;
  asked: Asked;
  issue: string | undefined;
  hint: string | undefined;
  onChange: (asked: Asked) => void;
};

function ConditionRow({ field: { kind, label, input }, asked, issue, hint, onChange }: ConditionRowProps) {
  return (
    <div className="condition">
      <Checkbox
        label={label}
        data-autofocus={kind === CONDITION_FIELDS[0]?.kind ? true : undefined}
        checked={asked.isAsked}
        onChange={(event) => onChange({ ...asked, isAsked: event.currentTarget.checked })}
      />
      {input && asked.isAsked ? (
        <TextInput
          type={input.type === 'day' ? 'date' : 'text'}
          inputMode={input.type === 'whole' ? 'numeric' : input.type === 'percent' ? 'decimal' : 'text'}
          label={input.label}
          description={hint}
          maxLength={input.type === 'text' ? 500 : 20}
          value={asked.text}
          error={issue}
          onChange={(event) => onChange({ ...asked, text: event.currentTarget.value })}
        />
      ) : null}
    </div>
  );
}
