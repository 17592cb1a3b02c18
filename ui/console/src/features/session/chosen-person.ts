import type { Demo, DemoPerson } from './api/get-demo.ts';

const STORED_AS = 'dealfloor.person';

export function storedPersonId(): string | null {
  return sessionStorage.getItem(STORED_AS);
}

export function storePersonId(userId: string): void {
  sessionStorage.setItem(STORED_AS, userId);
}

/** Who looks at the demo: whom the tab last chose, else someone of finance, since this is finance's console. */
export function chosenPerson({ people }: Demo, storedId: string | null): DemoPerson | null {
  return people.find(({ userId }) => userId === storedId) ?? approverOf({ people });
}

/** Someone who decides and does not also sell. */
export function approverOf({ people }: Demo): DemoPerson | null {
  const approver = people.find(({ roles }) => roles.includes('finance') && !roles.includes('ae'));
  return approver ?? firstWith({ people }, 'finance');
}

/** The first person with a role, else the first of all. */
export function firstWith({ people }: Demo, role: DemoPerson['roles'][number]): DemoPerson | null {
  return people.find(({ roles }) => roles.includes(role)) ?? people[0] ?? null;
}
