import { Role } from '@dealfloor/price-book';
import { Checkbox, TextInput } from '@mantine/core';
import { z } from 'zod';
import { type FieldIssue, issueAt } from './field-issues.ts';
import type { PersonDraft } from './person-draft.ts';
import { ROLE_NAMES } from './proposal-words.ts';

const Roles = z.array(Role);

type PersonFieldsProps = {
  draft: PersonDraft;
  issues: readonly FieldIssue[];
  onWrite: (part: Partial<PersonDraft>) => void;
};

/** A person's record; who is known keeps their user id, and an address that is not written anew. */
export function PersonFields({ draft, issues, onWrite }: PersonFieldsProps) {
  const isKnown = draft.chosen !== '';
  const field = (name: 'name' | 'userId' | 'ownerId' | 'email') => ({
    value: draft[name],
    error: issueAt(issues, name),
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => onWrite({ [name]: event.currentTarget.value }),
  });
  return (
    <>
      <div className="field-grid">
        <TextInput label="Name" required maxLength={200} {...field('name')} />
        <TextInput
          label="HubSpot user id"
          description={isKnown ? 'It tells who this is and stays.' : 'The number that HubSpot shows.'}
          required
          readOnly={isKnown}
          inputMode="numeric"
          maxLength={16}
          {...field('userId')}
        />
        <TextInput
          label="HubSpot owner id"
          description="Another number; empty for none."
          inputMode="numeric"
          maxLength={16}
          {...field('ownerId')}
        />
        <TextInput
          type="email"
          label="E-mail"
          description={isKnown ? 'Empty keeps the one we have, which is not shown.' : 'Where notices go.'}
          required={!isKnown}
          maxLength={254}
          {...field('email')}
        />
      </div>
      <Checkbox.Group
        label="Roles"
        description="Without any, nothing is open to them."
        value={draft.roles}
        error={issueAt(issues, 'roles')}
        onChange={(roles) => onWrite({ roles: Roles.parse(roles) })}
      >
        <div className="role-grid">
          {Role.options.map((role) => (
            <Checkbox key={role} value={role} label={ROLE_NAMES[role]} />
          ))}
        </div>
      </Checkbox.Group>
    </>
  );
}
