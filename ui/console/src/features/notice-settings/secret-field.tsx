import { Button, Group, TextInput } from '@mantine/core';
import { useId } from 'react';
import { KEEP, type SecretChange } from './settings-draft.ts';

type SecretFieldProps = {
  label: string;
  description: string;
  isThere: boolean;
  change: SecretChange;
  error: string | undefined;
  onChange: (change: SecretChange) => void;
};

/** Something secret: whether it is there, and what takes its place; what is there is never shown. */
export function SecretField({ isThere, ...field }: SecretFieldProps) {
  const { label, change, onChange } = field;
  if (isThere && change.kind !== 'replace') return <SecretThere {...field} />;
  return (
    <div className="secret">
      <SecretInput {...field} />
      {isThere ? (
        <Button
          variant="default"
          size="compact-sm"
          aria-label={`Keep the old one: ${label}`}
          onClick={() => onChange(KEEP)}
        >
          Keep the old one
        </Button>
      ) : null}
    </div>
  );
}

function SecretInput({ label, description, change, error, onChange }: Omit<SecretFieldProps, 'isThere'>) {
  return (
    <TextInput
      type="password"
      label={label}
      description={description}
      autoComplete="off"
      spellCheck={false}
      value={change.kind === 'replace' ? change.text : ''}
      error={error}
      onChange={(event) => onChange({ kind: 'replace', text: event.currentTarget.value })}
    />
  );
}

function SecretThere({ label, change, onChange }: Omit<SecretFieldProps, 'isThere'>) {
  const labelId = useId();
  const goes = change.kind === 'remove';
  return (
    <fieldset className="secret" aria-labelledby={labelId}>
      <p className="secret-label" id={labelId}>
        {label}
      </p>
      <Group gap="xs">
        <span>{goes ? 'Is removed when you save.' : 'Is set up, and never shown again.'}</span>
        {goes ? (
          <Button variant="default" size="compact-sm" onClick={() => onChange(KEEP)}>
            Keep it
          </Button>
        ) : (
          <>
            <Button
              variant="default"
              size="compact-sm"
              onClick={() => onChange({ kind: 'replace', text: '' })}
            >
              Replace
            </Button>
            <Button variant="default" size="compact-sm" onClick={() => onChange({ kind: 'remove' })}>
              Remove
            </Button>
          </>
        )}
      </Group>
    </fieldset>
  );
}
