import { Select } from '@hubspot/ui-extensions';
import type { SizingEditor } from './sizing-editor.ts';
import type { SizingForm } from './sizing-form.ts';
import { TypedField } from './typed-field.tsx';

const TERMS = ['1', '12', '24', '36'];

/** What applies on top of the price: discount, term, minimum, one-off fee, ramp and the trial. */
export function TermFields({ editor }: { editor: SizingEditor }) {
  const { form, isReadOnly, change } = editor;
  const set = (key: keyof SizingForm) => (text: string) => change((before) => ({ ...before, [key]: text }));
  const terms = TERMS.includes(form.termMonths) ? TERMS : [...TERMS, form.termMonths];
  return (
    <>
      <TypedField
        editor={editor}
        path="discount"
        label="Discount, %"
        description="Off the recurring price only"
        text={form.discountPercent}
        onCommit={set('discountPercent')}
      />
      <Select
        testId="termMonths"
        name="termMonths"
        label="Term"
        value={form.termMonths}
        readOnly={isReadOnly}
        error={editor.issues.termMonths !== undefined}
        validationMessage={editor.issues.termMonths ?? ''}
        options={terms.map((term) => ({ value: term, label: term === '1' ? '1 month' : `${term} months` }))}
        onChange={(term) => set('termMonths')(String(term))}
      />
      <TypedField
        editor={editor}
        path="minimumPerMonth"
        label="Minimum per month"
        description="Empty for none"
        text={form.minimumPerMonth}
        onCommit={set('minimumPerMonth')}
      />
      <TypedField
        editor={editor}
        path="oneOffFee"
        label="One-off fee"
        description="Billed in month 1"
        text={form.oneOffFee}
        onCommit={set('oneOffFee')}
      />
      <TypedField
        editor={editor}
        path="ramp"
        label="Price ramp, %"
        description="By month, like 50; 75; 100"
        text={form.rampPercents}
        onCommit={set('rampPercents')}
      />
      {form.keyMode === 'hybrid' ? (
        <>
          <TypedField
            editor={editor}
            path="trial.days"
            label="Trial on our key, days"
            text={form.trialDays}
            onCommit={set('trialDays')}
          />
          <TypedField
            editor={editor}
            path="trial.capCallsPerDay"
            label="Trial cap, calls per day"
            text={form.trialCallsPerDay}
            onCommit={set('trialCallsPerDay')}
          />
        </>
      ) : null}
    </>
  );
}
