import type { DealStanding } from '../sign-offs/deal-standing.ts';

/** What a workflow branches on; whatever is not approved is not approved. */
export type MarginDecision = 'approved' | 'rejected' | 'expired';

const ENDS: ReadonlySet<string> = new Set(['rejected', 'withdrawn', 'superseded']);

/** Which request a workflow saw, and how it stood, when it began to wait. */
export function seenOf({ signOffId, status }: Pick<DealStanding, 'signOffId' | 'status'>): string {
  return `${signOffId ?? 'none'} ${status}`;
}

/**
 * What a workflow is told of a deal; null lets it wait. A request that ended badly ends the wait, unless it had ended so
 * before the wait began and the seller may still ask anew; asked for the first time, only a rejection counts.
 */
export function decisionOf(
  standing: Pick<DealStanding, 'isCleared' | 'signOffId' | 'status'>,
  seen: string | null,
): MarginDecision | null {
  if (standing.isCleared) return 'approved';
  if (seen === null) return standing.status === 'rejected' ? 'rejected' : null;
  return ENDS.has(standing.status) && seenOf(standing) !== seen ? 'rejected' : null;
}
