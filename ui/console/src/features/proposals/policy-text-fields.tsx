import { TextInput } from '@mantine/core';
import { type FieldIssue, issueAt } from './field-issues.ts';
import type { PolicyDraft, PolicyTextField } from './policy-draft.ts';

export type PolicyFieldsProps = {
  draft: PolicyDraft;
  issues: readonly FieldIssue[];
  onWrite: (part: Partial<PolicyDraft>) => void;
};

/** A field of one line: what it is called, and where it lies in a policy if not under its own name. */
export type TextFieldOfPolicy = {
  readonly field: PolicyTextField;
  readonly label: string;
  readonly hint?: string;
  readonly unit?: string;
  readonly path?: string;
  readonly type?: 'time';
};

type PolicyTextFieldsProps = PolicyFieldsProps & { fields: readonly TextFieldOfPolicy[] };

/** Fields of one line; the grid around them holds their labels in one row. */
export function PolicyTextFields({ fields, draft, issues, onWrite }: PolicyTextFieldsProps) {
  return fields.map(({ field, label, hint, unit, path, type }) => (
    <TextInput
      key={field}
      type={type ?? 'text'}
      label={label}
      description={hint}
      rightSection={unit ? <span className="muted small">{unit}</span> : null}
      rightSectionWidth={unit ? `${unit.length * 0.5 + 1.25}rem` : undefined}
      rightSectionPointerEvents="none"
      maxLength={60}
      value={draft[field]}
      error={issueAt(issues, path ?? field)}
      onChange={(event) => onWrite({ [field]: event.currentTarget.value })}
    />
  ));
}
