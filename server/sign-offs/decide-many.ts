import type { BulkDecision, BulkDecisionInput } from '@dealfloor/price-book';
import { anchored } from '../audit/anchor-head.ts';
import type { Transaction } from '../db/database.ts';
import { findCopy } from '../deals/deal-copy.ts';
import { once } from '../idempotency/once.ts';
import type { Actor } from '../people/actor.ts';
import { requireDecider } from '../people/roles.ts';
import type { Ports } from '../ports.ts';
import { ForbiddenError, ServiceError } from '../service-error.ts';
import { decideWithin } from './decide-sign-off.ts';
import { refuseTogether } from './refuse-together.ts';
import { recordRefusal } from './refused-tries.ts';
import { findSignOff } from './sign-off-rows.ts';

/** Decides several requests with one note: all are refused together, or each gets the answer it would get alone. */
export async function decideMany(
  ports: Ports,
  actor: Actor,
  input: BulkDecisionInput,
): Promise<BulkDecision> {
  requireDecider(actor);
  const { idempotencyKey: key, ...body } = input;
  const repeatable = { key, action: 'decide-many', body, status: 200 } as const;
  const deciding = once(ports, actor, repeatable, async (transaction) => {
    await refuseTogether(ports, transaction, actor, input);
    const results: BulkDecision['results'] = [];
    for (const { signOffId, seenHash } of input.requests) {
      const { kind, note } = input;
      const alone = { kind, note, seenHash, idempotencyKey: key };
      results.push(await decideOne(ports, transaction, actor, signOffId, alone));
    }
    return { results };
  });
  return anchored(ports, actor.portalId, deciding);
}

type Alone = Parameters<typeof decideWithin>[4];

/** Everything is checked before anything is written, so that a refused row leaves nothing but its record. */
async function decideOne(
  ports: Ports,
  transaction: Transaction,
  actor: Actor,
  signOffId: string,
  input: Alone,
): Promise<BulkDecision['results'][number]> {
  const row = { signOffId, dealName: await dealNameOf(transaction, actor, signOffId) };
  try {
    const { status } = await decideWithin(ports, transaction, actor, signOffId, input);
    return { ...row, isDone: true, status, sentence: null };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const { message: sentence } = error;
    if (error instanceof ForbiddenError) {
      await recordRefusal(ports, transaction, actor, signOffId, sentence);
    }
    return { ...row, isDone: false, status: null, sentence };
  }
}

async function dealNameOf(transaction: Transaction, { portalId }: Actor, signOffId: string): Promise<string> {
  const request = await findSignOff(transaction, portalId, signOffId);
  if (!request) return signOffId;
  return (await findCopy(transaction, portalId, request.dealId))?.name ?? request.dealId;
}
