import { type ReactNode, useMemo, useState } from 'react';
import { ProblemPanel } from '../../components/problem-panel.tsx';
import { createApiClient, type Send } from '../../http/api-client.ts';
import { ApiContext } from '../../http/api-context.ts';
import { problemOf } from '../../http/api-problem.ts';
import { useDemo } from './api/get-demo.ts';
import { useMe } from './api/get-me.ts';
import { chosenPerson, storedPersonId, storePersonId } from './chosen-person.ts';
import { RefusedPage } from './refused-page.tsx';
import { SessionContext } from './session.ts';

/** Finds out who is looking before anything else is asked; without an answer nothing else is drawn. */
export function SessionProvider({ send, children }: { send: Send; children: ReactNode }) {
  const [storedId, setStoredId] = useState(storedPersonId);
  const nobody = useMemo(() => createApiClient(send, null), [send]);
  const demo = useDemo(nobody);
  const person = demo.data ? chosenPerson(demo.data, storedId) : null;
  const personId = person?.userId ?? null;
  const api = useMemo(() => createApiClient(send, personId), [send, personId]);
  const me = useMe(api, demo.isSuccess);

  const failed = demo.isError ? demo : me.isError ? me : null;
  if (failed?.error) {
    const problem = problemOf(failed.error);
    if (problem.status === 401 || problem.status === 403) return <RefusedPage sentence={problem.message} />;
    return (
      <main className="alone">
        <ProblemPanel
          title="The console cannot start"
          error={failed.error}
          onRetry={() => void failed.refetch()}
          isRetrying={failed.isFetching}
        />
      </main>
    );
  }
  if (!me.data) return <p className="alone muted">Opening the console…</p>;

  const becomePerson = (userId: string) => {
    storePersonId(userId);
    setStoredId(userId);
  };
  return (
    <SessionContext value={{ viewer: me.data, demo: demo.data ?? null, becomePerson }}>
      <ApiContext value={api}>{children}</ApiContext>
    </SessionContext>
  );
}
