import { Button, NativeSelect, TextInput } from '@mantine/core';
import { issueAt, issueOfList } from './field-issues.ts';
import type { ApproverDraft } from './policy-draft.ts';
import type { PolicyFieldsProps } from './policy-text-fields.tsx';

const VERDICTS = [
  { value: 'sign_off', label: 'Sign-off' },
  { value: 'loss', label: 'Loss' },
];

const SIGNATURES = new Map([
  ['finance', 'Finance'],
  ['cfo', 'CFO'],
  ['finance finance', 'Two of finance'],
  ['finance cfo', 'Finance and CFO'],
  ['finance finance cfo', 'Two of finance and CFO'],
]);

const NEW_ROW: ApproverDraft = {
  verdict: 'sign_off',
  termValueUsdFrom: '0',
  discountFrom: '0.0',
  signatures: 'finance cfo',
};

/** Whose signatures a deal needs, by its verdict, its value and its discount. */
export function ApproverRows({ draft: { approvers }, issues, onWrite }: PolicyFieldsProps) {
  const issue = issueOfList(issues, 'approvers');
  const writeRow = (at: number, part: Partial<ApproverDraft>) =>
    onWrite({ approvers: approvers.map((row, index) => (index === at ? { ...row, ...part } : row)) });
  return (
    <section className="panel" aria-labelledby="approvers-title">
      <h2 id="approvers-title">Who signs</h2>
      <p className="muted small">
        Of the rows that fit a deal, the one with the most signatures counts. A loss always takes two people.
      </p>
      {approvers.map((row, at) => (
        <ApproverRow
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is nothing but its place, and every field is controlled
          key={at}
          row={row}
          number={at + 1}
          issueOf={(field) => issueAt(issues, `approvers.${at}.${field}`)}
          onWrite={(part) => writeRow(at, part)}
          onRemove={() => onWrite({ approvers: approvers.filter((_, index) => index !== at) })}
        />
      ))}
      {issue ? (
        <p className="issue" role="alert">
          {issue}
        </p>
      ) : null}
      <Button
        variant="default"
        className="add-row"
        onClick={() => onWrite({ approvers: [...approvers, NEW_ROW] })}
      >
        Add a row
      </Button>
    </section>
  );
}

type ApproverRowProps = {
  row: ApproverDraft;
  number: number;
  issueOf: (field: string) => string | undefined;
  onWrite: (part: Partial<ApproverDraft>) => void;
  onRemove: () => void;
};

function ApproverRow({ row, number, issueOf, onWrite, onRemove }: ApproverRowProps) {
  const known = new Map([...SIGNATURES, [row.signatures, SIGNATURES.get(row.signatures) ?? row.signatures]]);
  return (
    <fieldset className="field-row">
      <legend className="for-screen-readers">Row {number}</legend>
      <NativeSelect
        label="Verdict"
        value={row.verdict}
        data={VERDICTS}
        onChange={({ currentTarget: { value } }) =>
          onWrite({ verdict: value === 'loss' ? 'loss' : 'sign_off' })
        }
      />
      <TextInput
        label="Term value from, USD"
        maxLength={30}
        value={row.termValueUsdFrom}
        error={issueOf('termValueUsdFrom')}
        onChange={(event) => onWrite({ termValueUsdFrom: event.currentTarget.value })}
      />
      <TextInput
        label="Discount from, %"
        maxLength={20}
        value={row.discountFrom}
        error={issueOf('discountFrom')}
        onChange={(event) => onWrite({ discountFrom: event.currentTarget.value })}
      />
      <NativeSelect
        label="Signed by"
        value={row.signatures}
        error={issueOf('signatures')}
        data={[...known].map(([value, label]) => ({ value, label }))}
        onChange={(event) => onWrite({ signatures: event.currentTarget.value })}
      />
      <Button variant="default" onClick={onRemove} aria-label={`Remove row ${number} of who signs`}>
        Remove
      </Button>
    </fieldset>
  );
}
