import type { FormEvent, ReactNode } from 'react';
import type { WithTestId } from '../test-id.ts';

type Values = Record<string, string | number>;
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

function valuesOf(form: HTMLFormElement): Values {
  const values: Values = {};
  for (const [name, value] of new FormData(form)) {
    const field = form.elements.namedItem(name);
    const number = field instanceof HTMLInputElement ? field.dataset.number : undefined;
    values[name] = number === undefined ? String(value) : Number(number);
  }
  return values;
}
