import { type CSSProperties, useRef } from 'react';
import { Field, type FieldFacts } from './field.tsx';
import { useShownValue } from './use-shown-value.ts';

type TextFacts = FieldFacts & {
  value?: string;
  defaultValue?: string;
  placeholder?: string;
  onChange?: (value: string) => unknown;
  onInput?: (value: string) => unknown;
  onBlur?: (value: string) => unknown;
  onFocus?: (value: string) => unknown;
};

/** As HubSpot's: onInput on every key, onChange once when the field is left or Enter is pressed. */
function useTextField({ value, defaultValue, onChange, onInput, onBlur, onFocus }: TextFacts) {
  const [shown, show] = useShownValue(value, defaultValue ?? '');
  const committed = useRef(shown);
  const commit = (text: string) => {
    if (text === committed.current) return;
    committed.current = text;
    show(text, () => onChange?.(text));
  };
  return {
    value: shown,
    commit,
    handlers: {
      onChange: (event: { target: { value: string } }) => {
        const text = event.target.value;
        show(text, onInput && (() => onInput(text)));
      },
      onFocus: () => {
        committed.current = shown;
        onFocus?.(shown);
      },
      onBlur: () => {
        commit(shown);
        onBlur?.(shown);
      },
    },
  };
}

type InputProps = TextFacts & { type?: 'text' | 'password' };

export function Input(props: InputProps) {
  const { value, commit, handlers } = useTextField(props);
  return (
    <Field facts={props}>
      {(control) => (
        <input
          {...control}
          {...handlers}
          className="control"
          type={props.type ?? 'text'}
          value={value}
          placeholder={props.placeholder}
          readOnly={props.readOnly}
          onKeyDown={(event) => {
            if (event.key === 'Enter') commit(value);
          }}
        />
      )}
    </Field>
  );
}

export function SearchInput(props: InputProps) {
  const { value, commit, handlers } = useTextField(props);
  return (
    <Field facts={props}>
      {(control) => (
        <input
          {...control}
          {...handlers}
          className="control"
          type="search"
          value={value}
          placeholder={props.placeholder}
          onKeyDown={(event) => {
            if (event.key === 'Enter') commit(value);
          }}
        />
      )}
    </Field>
  );
}

type TextAreaProps = TextFacts & {
  cols?: number;
  rows?: number;
  maxLength?: number;
  resize?: CSSProperties['resize'];
};

export function TextArea(props: TextAreaProps) {
  const { value, handlers } = useTextField(props);
  return (
    <Field facts={props}>
      {(control) => (
        <textarea
          {...control}
          {...handlers}
          className="control"
          value={value}
          placeholder={props.placeholder}
          readOnly={props.readOnly}
          rows={props.rows ?? 3}
          cols={props.cols}
          maxLength={props.maxLength}
          style={{ resize: props.resize ?? 'vertical' }}
        />
      )}
    </Field>
  );
}
