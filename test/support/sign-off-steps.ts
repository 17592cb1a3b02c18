import { type Conditions, EstimateVersion, Review, SignOff, type Sizing } from '@dealfloor/price-book';
import { expect } from 'vitest';
import type { DemoDeal } from '../../server/demo/demo-deals.ts';
import type { Answer, Caller } from './caller.ts';

let keys = 0;

/** A key that no other request of this run uses. */
export function newKey(): string {
  keys += 1;
  return `test-key-${process.pid}-${keys}`;
}

export const REASON = 'They bring three sister agencies if the pilot year works.';
export const NOTE = 'Seen, and this is why.';

export const CONDITIONS: Conditions = {
  usageCapCallsPerMonth: 725_400,
  overageClause: true,
  repriceAtMonth: 6,
  ownKeyBy: null,
  discountAtMost: '0.1',
  annualPrepay: false,
  other: '',
};

export function save(caller: Caller, dealId: string, sizing: Sizing, key = newKey()): Promise<Answer> {
  return caller.post(`/deals/${dealId}/estimates`, { idempotencyKey: key, sizing });
}

export function ask(
  caller: Caller,
  dealId: string,
  estimateVersion: number,
  key = newKey(),
): Promise<Answer> {
  const body = { idempotencyKey: key, estimateVersion, reason: REASON, neededBy: '2026-11-27' };
  return caller.post(`/deals/${dealId}/sign-offs`, body);
}

export function withdraw(caller: Caller, dealId: string, signOffId: string, key = newKey()): Promise<Answer> {
  return caller.post(`/deals/${dealId}/sign-offs/${signOffId}/withdraw`, { idempotencyKey: key });
}

export type DecisionKind = 'approve' | 'approve-with-conditions' | 'reject' | 'request-changes';

export type Deciding = {
  readonly kind: DecisionKind;
  readonly seenHash: string;
  readonly validUntil?: string;
  readonly key?: string;
};

export function decide(caller: Caller, signOffId: string, deciding: Deciding): Promise<Answer> {
  const { kind, seenHash, validUntil = '2026-12-21', key = newKey() } = deciding;
  const asked = kind === 'approve-with-conditions' ? { conditions: CONDITIONS, validUntil } : {};
  const body = { kind, idempotencyKey: key, seenHash, note: NOTE, ...asked };
  return caller.post(`/sign-offs/${signOffId}/decisions`, body);
}

/** What this person sees of a request. */
export async function review(caller: Caller, signOffId: string): Promise<Review> {
  return Review.parse((await caller.get(`/sign-offs/${signOffId}`)).body);
}

/** Saves the deal as it is sized in the demo; it must work. */
export async function saved(caller: Caller, deal: DemoDeal, sizing: Sizing = deal.sizing) {
  const answer = await save(caller, deal.id, sizing);
  expect(answer.status, answer.text).toBe(201);
  return EstimateVersion.parse(answer.body);
}

/** Saves and asks for a sign-off; both must work. */
export async function asked(caller: Caller, deal: DemoDeal): Promise<SignOff> {
  const { version } = await saved(caller, deal);
  const answer = await ask(caller, deal.id, version);
  expect(answer.status, answer.text).toBe(201);
  return SignOff.parse(answer.body);
}

/** Looks and decides on what was seen. */
export async function decided(caller: Caller, signOffId: string, kind: DecisionKind): Promise<Answer> {
  const { seenHash } = await review(caller, signOffId);
  return decide(caller, signOffId, { kind, seenHash });
}
