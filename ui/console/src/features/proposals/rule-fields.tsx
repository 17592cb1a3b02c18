import { TextInput } from '@mantine/core';
import { issueAt, issueOfList } from './field-issues.ts';
import { type PolicyFieldsProps, PolicyTextFields, type TextFieldOfPolicy } from './policy-text-fields.tsx';

const VERSION: readonly TextFieldOfPolicy[] = [
  { field: 'version', label: 'Version name', hint: 'Small letters, digits, dots and dashes.' },
];

const RULES: readonly TextFieldOfPolicy[] = [
  { field: 'floor', label: 'Floor', unit: '%', hint: 'R1 and R3: least margin.' },
  { field: 'target', label: 'Target', unit: '%', hint: 'From here a deal is Clear.' },
  { field: 'portfolioTarget', label: 'Portfolio target', unit: '%', hint: 'All accounts together.' },
  { field: 'highUsageFloor', label: 'High-usage floor', unit: '%', hint: 'R2: if usage runs high.' },
  {
    field: 'exitRuleOverMonths',
    label: 'Exit rule',
    unit: 'months',
    hint: 'R3: for longer terms than this.',
  },
  { field: 'comparableAccountsAtLeast', label: 'Similar accounts', hint: 'R5: at least so many.' },
  {
    field: 'usageLow',
    path: 'defaultUsageBand.low',
    label: 'Low usage',
    unit: 'times',
    hint: 'Where nothing better is known.',
  },
  {
    field: 'usageHigh',
    path: 'defaultUsageBand.high',
    label: 'High usage',
    unit: 'times',
    hint: 'Where nothing better is known.',
  },
];

/** The day from which the version holds, and its name, which follows the day until somebody writes another. */
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
        <PolicyTextFields {...props} fields={VERSION} />
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
        <PolicyTextFields {...props} fields={RULES} />
      </div>
      {band ? (
        <p className="issue" role="alert">
          {band}
        </p>
      ) : null}
    </section>
  );
}
