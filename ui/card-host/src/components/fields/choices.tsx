import { type ReactNode, useId } from 'react';
import type { WithTestId } from '../test-id.ts';
import { classes } from '../test-id.ts';
import { type FieldFacts, RequiredMark } from './field.tsx';
import { useShownValue } from './use-shown-value.ts';

type ChoiceProps = WithTestId & {
  checked?: boolean;
  initialIsChecked?: boolean;
  value?: string;
  name?: string;
  description?: string;
  readOnly?: boolean;
  readonly?: boolean;
  inline?: boolean;
  children?: ReactNode;
  'aria-label'?: string;
  onChange?: (checked: boolean, value: string) => unknown;
};

function Choice({ type, ...props }: ChoiceProps & { type: 'checkbox' | 'radio' }) {
  const { value = '', description, onChange } = props;
  const id = useId();
  const [shown, show] = useShownValue(props.checked, props.initialIsChecked ?? false);
  return (
    <div className={classes('choice-block', props.inline && 'choice-inline')}>
      <label className="choice" htmlFor={id}>
        <input
          id={id}
          type={type}
          name={props.name}
          value={value}
          checked={shown}
          disabled={props.readOnly ?? props.readonly}
          aria-label={props['aria-label']}
          aria-describedby={description === undefined ? undefined : `${id}-note`}
          data-testid={props.testId}
          onChange={(event) => {
            const { checked } = event.target;
            show(checked, () => onChange?.(checked, value));
          }}
        />
        <span>{props.children}</span>
      </label>
      {description !== undefined && (
        <div id={`${id}-note`} className="field-note">
          {description}
        </div>
      )}
    </div>
  );
}

export function Checkbox(props: ChoiceProps) {
  return <Choice type="checkbox" {...props} />;
}

export function RadioButton(props: ChoiceProps) {
  return <Choice type="radio" {...props} />;
}

type ToggleProps = WithTestId & {
  checked?: boolean;
  initialIsChecked?: boolean;
  readOnly?: boolean;
  readonly?: boolean;
  name?: string;
  label: string;
  labelDisplay?: 'inline' | 'top' | 'hidden';
  textChecked?: string;
  textUnchecked?: string;
  onChange?: (checked: boolean) => unknown;
};

export function Toggle(props: ToggleProps) {
  const { label, labelDisplay = 'inline', textChecked, textUnchecked, onChange } = props;
  const [shown, show] = useShownValue(props.checked, props.initialIsChecked ?? false);
  const word = shown ? textChecked : textUnchecked;
  return (
    <label className={`choice toggle toggle-${labelDisplay}`}>
      <input
        type="checkbox"
        role="switch"
        aria-checked={shown}
        name={props.name}
        checked={shown}
        disabled={props.readOnly ?? props.readonly}
        data-testid={props.testId}
        onChange={(event) => {
          const { checked } = event.target;
          show(checked, () => onChange?.(checked));
        }}
      />
      <span className={labelDisplay === 'hidden' ? 'visually-hidden' : ''}>{label}</span>
      {word !== undefined && <span className="text-small">{word}</span>}
    </label>
  );
}

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
