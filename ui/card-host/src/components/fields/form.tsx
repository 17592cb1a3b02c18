import type { FormEvent, ReactNode } from 'react';
import type { WithTestId } from '../test-id.ts';

type Values = Record<string, unknown>;
type SubmitEvent = { type: 'submit'; bubbles: boolean; timeStamp: number; id: string; targetValue: Values };

type FormProps = WithTestId & {
  children?: ReactNode;
  onSubmit?: (event: SubmitEvent) => unknown;
  autoComplete?: 'off' | 'on';
};

export function Form({ children, onSubmit, autoComplete, testId }: FormProps) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    event.stopPropagation();
    const targetValue = valuesOf(event.currentTarget);
    onSubmit?.({ type: 'submit', bubbles: true, timeStamp: event.timeStamp, id: testId ?? '', targetValue });
  };
  return (
    <form className="form" data-testid={testId} autoComplete={autoComplete} noValidate onSubmit={submit}>
      {children}
    </form>
  );
}

/** A field whose value is more than a text carries it as JSON; what is inside such a field is not asked again. */
function valuesOf(form: HTMLFormElement): Values {
  const values: Values = {};
  for (const field of form.elements) {
    const name = field.getAttribute('name');
    if (name === null || field.parentElement?.closest('[data-value]')) continue;
    if (field instanceof HTMLElement && field.dataset.value !== undefined) {
      values[name] = JSON.parse(field.dataset.value);
    } else if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
      if (!isUnchecked(field)) values[name] = field.value;
    }
  }
  return values;
}

function isUnchecked(field: HTMLInputElement | HTMLTextAreaElement): boolean {
  return field instanceof HTMLInputElement && /checkbox|radio/.test(field.type) && !field.checked;
}
