import { type DecisionInput, type Estimate, type SignOff, VERDICT_NAMES } from '@dealfloor/price-book';
import { anchored } from '../audit/anchor-head.ts';
import { dayOf } from '../clock.ts';
import type { Transaction } from '../db/database.ts';
import { once } from '../idempotency/once.ts';
import { tellDecided } from '../notices/request-news.ts';
import { closeApproverTask } from '../outbox/approver-task.ts';
import { tellHubSpot } from '../outbox/tell-hubspot.ts';
import type { Actor } from '../people/actor.ts';
import { requireDecider } from '../people/roles.ts';
import type { Ports } from '../ports.ts';
import { ConflictError, NotFoundError, UnprocessableError } from '../service-error.ts';
import { asItStands } from './as-it-stands.ts';
import { refuseDecider } from './can-decide.ts';
import { type Evidence, gatherEvidence } from './evidence.ts';
import { joinRound } from './join-round.ts';
import { recordingRefusal } from './refused-tries.ts';
import { settleRequest } from './settle-request.ts';
import { findSignOff, isApproval } from './sign-off-rows.ts';
import { signOffView } from './sign-off-view.ts';
import { takeDecision } from './take-decision.ts';
import { takenSentence } from './taken-sentence.ts';
import { isOpen } from './transitions.ts';

/** Decides a waiting request, bound to exactly the figures that were seen; of several at once, one wins. */
export async function decideSignOff(
  ports: Ports,
  actor: Actor,
  signOffId: string,
  input: DecisionInput,
): Promise<SignOff> {
  const { idempotencyKey: key, ...body } = input;
  const repeatable = { key, action: `decide ${signOffId}`, body, status: 200 } as const;
  const deciding = recordingRefusal(ports, actor, signOffId, async () => {
    requireDecider(actor);
    return once(ports, actor, repeatable, (transaction) =>
      decideWithin(ports, transaction, actor, signOffId, input),
    );
  });
  return anchored(ports, actor.portalId, deciding);
}

/** The same in a transaction of the caller's; nothing is written before everything was checked. */
export async function decideWithin(
  ports: Ports,
  transaction: Transaction,
  actor: Actor,
  signOffId: string,
  input: DecisionInput,
): Promise<SignOff> {
  const written = await findSignOff(transaction, actor.portalId, signOffId);
  if (!written) throw new NotFoundError();
  const standing = await asItStands(ports, transaction, written);
  if (!isOpen(standing)) {
    throw new ConflictError('already-decided', await takenSentence(ports, transaction, standing));
  }
  const onBehalfOf = await refuseDecider(ports, transaction, actor, standing);
  const evidence = await gatherEvidence(ports, transaction, standing);
  refuseUnseen(evidence, input);
  refusePastValidity(ports, input);
  refuseUnjudged(evidence, input);
  const request = await settleRequest(ports, transaction, written);
  const alone = { actor, onBehalfOf, request, evidence, input };
  const { taken, anew } = await joinRound(ports, transaction, alone);
  const decided = await takeDecision(ports, transaction, taken);
  await tellHubSpot(ports, transaction, actor.portalId, request.dealId);
  await tellDecided(ports, transaction, { actor, onBehalfOf, input, decided, anew });
  if (!isOpen(decided)) await closeApproverTask(ports, transaction, request);
  return signOffView(ports, transaction, await asItStands(ports, transaction, decided));
}

/** A decision on figures that nobody saw is refused, with the figures of now. */
function refuseUnseen({ seenHash, current }: Evidence, input: DecisionInput): void {
  if (seenHash === input.seenHash) return;
  const now = current ? `: ${figuresInWords(current)}` : '';
  throw new ConflictError(
    'figures-moved',
    `The figures changed since you looked${now}. Look again and decide.`,
  );
}

function figuresInWords({ verdict, priceBook }: Estimate): string {
  const word = verdict.word === null ? 'not judged' : VERDICT_NAMES[verdict.word];
  return `${verdict.headline}, ${word}, under price book ${priceBook.version}`;
}

function refusePastValidity(ports: Ports, input: DecisionInput): void {
  if (input.kind !== 'approve-with-conditions' || input.validUntil >= dayOf(ports.clock.now())) return;
  const message = 'Choose today or a later day.';
  throw new UnprocessableError('invalid', message, [{ path: 'validUntil', message }]);
}

/** What cannot be judged under today's prices never passes; it can be sent back. */
function refuseUnjudged({ current }: Evidence, input: DecisionInput): void {
  if (!isApproval(input) || current?.verdict.word !== 'unknown') return;
  const sentence = `Today's prices cannot judge this deal: ${current.verdict.sentence} Ask for changes.`;
  throw new UnprocessableError('verdict-unknown', sentence);
}
