import { type ReactNode, useId } from 'react';
import type { WithTestId } from '../test-id.ts';
import { classes } from '../test-id.ts';
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
