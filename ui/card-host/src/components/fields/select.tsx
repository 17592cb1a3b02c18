import { Field, type FieldFacts } from './field.tsx';
import { keyOf, type OptionValue, type SelectOption } from './option.ts';
import { useShownValue } from './use-shown-value.ts';

type SelectProps = FieldFacts & {
  value?: OptionValue;
  placeholder?: string;
  options: SelectOption[];
  variant?: 'transparent' | 'input';
  onChange?: (value: OptionValue) => unknown;
};

/** A native select: the choice goes to the card at once, and the chosen option's description stands below. */
export function Select(props: SelectProps) {
  const { value, options, placeholder, onChange, readOnly, variant } = props;
  const [shown, show] = useShownValue(value === undefined || value === null ? undefined : keyOf(value), '');
  const chosen = options.find((option) => keyOf(option.value) === shown);
  const choose = (key: string) => {
    const option = options.find((candidate) => keyOf(candidate.value) === key);
    if (option) show(key, () => onChange?.(option.value));
  };
  return (
    <Field
      facts={props}
      extra={chosen?.description !== undefined && <div className="field-note">{chosen.description}</div>}
    >
      {(control) => (
        <select
          {...control}
          className={variant === 'transparent' ? 'control control-transparent' : 'control'}
          data-value={chosen && JSON.stringify(chosen.value)}
          value={chosen === undefined ? '' : shown}
          disabled={readOnly}
          onChange={(event) => choose(event.target.value)}
        >
          {chosen === undefined && (
            <option value="" disabled>
              {placeholder ?? 'Select'}
            </option>
          )}
          {options.map((option) => (
            <option key={keyOf(option.value)} value={keyOf(option.value)}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
