import { type ReactNode, useId } from 'react';
import { classes, type WithTestId } from '../test-id.ts';
import { Glyph } from '../text/glyph.tsx';

export type FieldFacts = WithTestId & {
  label?: string;
  name?: string;
  required?: boolean;
  readOnly?: boolean;
  description?: string;
  tooltip?: string;
  error?: boolean;
  validationMessage?: string;
};

export type FieldControl = {
  id: string;
  name: string | undefined;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
  'aria-required': true | undefined;
  'data-testid': string | undefined;
};

type FieldProps = { facts: FieldFacts; extra?: ReactNode; children: (control: FieldControl) => ReactNode };

/** Label above, control, then what describes it; everything tied to the control by id. */
export function Field({ facts, extra, children }: FieldProps) {
  const id = useId();
  const { label, required, description, tooltip, error, validationMessage } = facts;
  const notes = [
    description && { id: `${id}-description`, text: description, kind: 'description' },
    tooltip && { id: `${id}-tooltip`, text: tooltip, kind: 'tooltip' },
    validationMessage && { id: `${id}-message`, text: validationMessage, kind: error ? 'error' : 'success' },
  ].filter((note) => typeof note === 'object');
  return (
    <div className={classes('field', error && 'field-invalid')}>
      <label className="field-label" htmlFor={id}>
        {label}
        <RequiredMark required={required} />
      </label>
      {children({
        id,
        name: facts.name,
        'aria-describedby': notes.length > 0 ? notes.map((note) => note.id).join(' ') : undefined,
        'aria-invalid': error === true || undefined,
        'aria-required': required === true || undefined,
        'data-testid': facts.testId,
      })}
      {notes.map((note) => (
        <div key={note.id} id={note.id} className={`field-note field-${note.kind}`}>
          {note.kind === 'error' && <Glyph name="exclamationCircle" size={13} />}
          {note.text}
        </div>
      ))}
      {extra}
    </div>
  );
}

export function RequiredMark({ required }: { required: boolean | undefined }) {
  if (!required) return null;
  return (
    <span className="field-required">
      {' '}
      <span aria-hidden>*</span>
      <span className="visually-hidden">(required)</span>
    </span>
  );
}
