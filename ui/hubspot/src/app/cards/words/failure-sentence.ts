import type { Failure } from '../api/answer.ts';

/** What is shown; each kind is another role's business. */
export type Subject = 'deal' | 'company' | 'settings' | 'queue';

const ROLES: Record<Subject, string> = { deal: 'AE', company: 'CSM', settings: 'admin', queue: 'finance' };

/** A failure as one sentence that says what to do. */
export function failureSentence(failure: Failure, subject: Subject = 'deal'): string {
  switch (failure.kind) {
    case 'offline':
      return 'Dealfloor could not be reached. Check the connection and try again.';
    case 'timeout':
      return 'Dealfloor took too long to answer.';
    case 'busy':
      return 'HubSpot is busy.';
    case 'forbidden':
      return `Ask RevOps for the Dealfloor ${ROLES[subject]} role.`;
    case 'not-understood':
      return 'Dealfloor answered in a way this card does not know. Reload the page.';
    default:
      return failure.message;
  }
}

/** The sentence while a request is about to be repeated. */
export function waitSentence(failure: Failure): string {
  return failure.kind === 'busy'
    ? 'HubSpot is busy. Trying again in 2 s.'
    : 'No answer yet. Trying again in 2 s.';
}
