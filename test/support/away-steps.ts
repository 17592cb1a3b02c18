import { Away } from '@dealfloor/price-book';
import { expect } from 'vitest';
import type { Answer, Caller } from './caller.ts';
import { newKey } from './sign-off-steps.ts';

type Absence = {
  readonly startsOn?: string;
  readonly endsOn?: string;
  readonly mayDecideLoss?: boolean;
  readonly key?: string;
};

/** Asks to be away from the first day of the test's clock on. */
export function tryAway(
  caller: Caller,
  delegateId: string,
  { startsOn = '2026-11-19', endsOn = '2026-11-27', mayDecideLoss = false, key = newKey() }: Absence = {},
): Promise<Answer> {
  const body = { idempotencyKey: key, startsOn, endsOn, delegateId, mayDecideLoss };
  return caller.post('/me/away', body);
}

/** The same; it must work. */
export async function goAway(
  caller: Caller,
  delegate: { readonly userId: string },
  absence: Absence = {},
): Promise<Away> {
  const answer = await tryAway(caller, delegate.userId, absence);
  expect(answer.status, answer.text).toBe(201);
  return Away.parse(answer.body);
}

export function comeBack(caller: Caller, delegationId: string, key = newKey()): Promise<Answer> {
  return caller.post(`/me/away/${delegationId}/end`, { idempotencyKey: key });
}
