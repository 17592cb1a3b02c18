import type { Bypass, SignOffStatus } from '@dealfloor/price-book';

const THEN: Record<SignOffStatus, string> = {
  draft: 'Nobody had asked for a sign-off.',
  'not-required': 'It was sized only after it was won.',
  waiting: 'Its sign-off was still waiting.',
  'changes-requested': 'Finance had asked for changes.',
  approved: 'It was approved only after it was won.',
  'approved-with-conditions': 'It was approved only after it was won.',
  rejected: 'Finance had rejected it.',
  withdrawn: 'Its request had been withdrawn.',
  expired: 'Its approval had run out.',
  superseded: 'Its approval did not cover what was sold.',
  'second-look': 'Its approval needed a second look.',
};

/** Why a win was none that was signed, and whether somebody signed it afterwards. */
export function bypassWords({ status, isClearedSince }: Pick<Bypass, 'status' | 'isClearedSince'>): string {
  const wasCleared = ['approved', 'approved-with-conditions', 'not-required'].includes(status);
  return isClearedSince && !wasCleared ? `${THEN[status]} It has been cleared since.` : THEN[status];
}
