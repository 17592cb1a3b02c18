import { useId } from 'react';
import { type FieldFacts, RequiredMark } from './field.tsx';
import { keyOf, type OptionValue, type SelectOption } from './option.ts';
import { useShownValue } from './use-shown-value.ts';

type MultiSelectProps = FieldFacts & {
  value?: OptionValue[];
  placeholder?: string;
  options: SelectOption[];
  onChange?: (value: OptionValue[]) => unknown;
};

const between = '\u001f';

export function MultiSelect(props: MultiSelectProps) {
  const { label, name, value, options, placeholder, onChange, readOnly, required, testId } = props;
  const id = useId();
  const given = value?.map(keyOf).join(between);
  const [shown, show] = useShownValue(given, '');
  const keys = new Set(shown.split(between));
  const chosen = options.filter((option) => keys.has(keyOf(option.value)));
  const toggle = (option: SelectOption) => {
    const isChosen = keys.has(keyOf(option.value));
    const next = isChosen ? chosen.filter((other) => other !== option) : [...chosen, option];
    const values = next.map((each) => each.value);
    show(values.map(keyOf).join(between), () => onChange?.(values));
  };
  const { description, validationMessage, error } = props;
  return (
    <fieldset
      className="field field-set"
      name={name}
      data-value={JSON.stringify(chosen.map((option) => option.value))}
      data-testid={testId}
      aria-describedby={`${id}-note`}
    >
      <legend className="field-label">
        {label}
        <RequiredMark required={required} />
      </legend>
      <details className="multi-select">
        <summary className="control">
          {chosen.length === 0 ? (placeholder ?? 'Select') : chosen.map((option) => option.label).join(', ')}
        </summary>
        <div className="multi-select-options">
          {options.map((option) => (
            <label key={keyOf(option.value)} className="choice">
              <input
                type="checkbox"
                checked={keys.has(keyOf(option.value))}
                disabled={readOnly}
                onChange={() => toggle(option)}
              />
              <span>{option.label}</span>
            </label>
          ))}
        </div>
      </details>
      <div id={`${id}-note`} className={error ? 'field-note field-error' : 'field-note'}>
        {validationMessage ?? description}
      </div>
    </fieldset>
  );
}
