import { useId } from 'react';
import { classes } from '../test-id.ts';
import { type FieldFacts, RequiredMark } from './field.tsx';
import { useShownValue } from './use-shown-value.ts';

type GroupOption = {
  label: string;
  value: string;
  initialIsChecked?: boolean;
  readOnly?: boolean;
  description?: string;
};
type GroupValue = string | string[];

type ToggleGroupProps = FieldFacts & {
  toggleType?: 'checkboxList' | 'radioButtonList';
  options: GroupOption[];
  value?: GroupValue;
  inline?: boolean;
  onChange?: (value: GroupValue) => unknown;
};

const between = '\u001f';

export function ToggleGroup(props: ToggleGroupProps) {
  const {
    label,
    name,
    options,
    value,
    inline,
    toggleType = 'checkboxList',
    onChange,
    required,
    testId,
  } = props;
  const id = useId();
  const isRadio = toggleType === 'radioButtonList';
  const initial = options.filter((option) => option.initialIsChecked).map((option) => option.value);
  const given = Array.isArray(value) ? value.join(between) : value;
  const [shown, show] = useShownValue(given, initial.join(between));
  const chosen = shown === '' ? [] : shown.split(between);
  const toggle = (option: string) => {
    if (isRadio) return show(option, () => onChange?.(option));
    const next = chosen.includes(option) ? chosen.filter((one) => one !== option) : [...chosen, option];
    show(next.join(between), () => onChange?.(next));
  };
  return (
    <fieldset
      className="field field-set"
      name={name}
      data-value={JSON.stringify(isRadio ? shown : chosen)}
      data-testid={testId}
      aria-describedby={`${id}-note`}
    >
      <legend className="field-label">
        {label}
        <RequiredMark required={required} />
      </legend>
      <div className={classes('choices', inline && 'choices-inline')}>
        {options.map((option) => (
          <div key={option.value} className="choice-block">
            <label className="choice">
              <input
                type={isRadio ? 'radio' : 'checkbox'}
                name={id}
                checked={chosen.includes(option.value)}
                disabled={option.readOnly}
                onChange={() => toggle(option.value)}
              />
              <span>{option.label}</span>
            </label>
            {option.description !== undefined && <div className="field-note">{option.description}</div>}
          </div>
        ))}
      </div>
      <div id={`${id}-note`} className={props.error ? 'field-note field-error' : 'field-note'}>
        {props.validationMessage ?? props.description}
      </div>
    </fieldset>
  );
}
