import type { Viewer } from '@dealfloor/price-book';
import { createContext, useContext } from 'react';
import type { Demo } from './api/get-demo.ts';

export type Session = {
  readonly viewer: Viewer;
  /** Null where a real company logs in. */
  readonly demo: Demo | null;
  readonly becomePerson: (userId: string) => void;
};

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('invariant: useSession is called inside a session');
  return session;
}

/** Whether the queue is this person's work. */
export function decides({ roles }: Viewer): boolean {
  return roles.includes('finance') || roles.includes('cfo');
}

/** Whether changes of policy, prices and roles are this person's work, and the audit open to them. */
export function proposes({ roles }: Viewer): boolean {
  return roles.some((role) => role === 'finance' || role === 'cfo' || role === 'admin');
}
