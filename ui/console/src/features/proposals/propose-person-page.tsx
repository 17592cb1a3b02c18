import type { KnownPerson, Role } from '@dealfloor/price-book';
import { NativeSelect, Skeleton } from '@mantine/core';
import { useNavigate } from 'react-router';
import { ProblemPanel } from '../../components/problem-panel.tsx';
import { useKnownPeople } from './api/get-starting-points.ts';
import { draftOfPerson, NOBODY, PersonDraft, readPersonDraft } from './person-draft.ts';
import { PersonFields } from './person-fields.tsx';
import { ROLE_NAMES } from './proposal-words.ts';
import { ProposeForm } from './propose-form.tsx';
import { ProposePage } from './propose-page.tsx';
import { useKeptProposal } from './use-kept-proposal.ts';
import { useProposing } from './use-proposing.ts';

const FIELDS = ['userId', 'name', 'email', 'ownerId', 'roles'];

/** Somebody's roles, or somebody new. */
export function ProposePersonPage() {
  return (
    <ProposePage title="Propose a person’s roles" kind="person">
      <LoadedPeople />
    </ProposePage>
  );
}

function LoadedPeople() {
  const people = useKnownPeople();
  if (people.isPending) return <Skeleton height={240} role="status" aria-label="The people are loading" />;
  if (people.isLoadingError) {
    return (
      <ProblemPanel
        title="The people could not be loaded"
        error={people.error}
        onRetry={() => void people.refetch()}
        isRetrying={people.isFetching}
      />
    );
  }
  return <PersonForm people={people.data} />;
}

function PersonForm({ people }: { people: readonly KnownPerson[] }) {
  const navigate = useNavigate();
  const { draft, write, forget } = useKeptProposal('person', PersonDraft, NOBODY);
  const proposing = useProposing({
    typed: JSON.stringify({ ...draft, why: '' }),
    why: draft.why,
    prefix: 'change.person.',
    read: () => readPersonDraft(draft),
    onProposed: ({ id }) => {
      forget();
      void navigate(`/proposals/${id}`);
    },
  });
  const choose = (userId: string) => {
    const known = people.find((person) => person.userId === userId);
    write(known ? draftOfPerson(known) : { ...NOBODY, why: draft.why });
  };
  return (
    <ProposeForm proposing={proposing} fields={FIELDS} why={draft.why} onWhy={(why) => write({ why })}>
      <section className="panel" aria-labelledby="person-title">
        <h2 id="person-title">The person</h2>
        <NativeSelect
          label="Who"
          value={draft.chosen}
          onChange={(event) => choose(event.currentTarget.value)}
          data={[
            { value: '', label: 'Somebody new' },
            ...people.map(({ userId, name, roles }) => ({
              value: userId,
              label: nameWithRoles(name, roles),
            })),
          ]}
        />
        <PersonFields draft={draft} issues={proposing.issues} onWrite={write} />
      </section>
    </ProposeForm>
  );
}

function nameWithRoles(name: string, roles: readonly Role[]): string {
  const words = roles.map((role) => ROLE_NAMES[role]).join(', ');
  return words === '' ? `${name} (no role)` : `${name} (${words})`;
}
