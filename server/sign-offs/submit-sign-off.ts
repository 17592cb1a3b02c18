import type { Policy, SignOff, SubmitInput } from '@dealfloor/price-book';
import type { Transaction } from '../db/database.ts';
import { makersOf } from '../deals/makers.ts';
import { readDeal } from '../deals/read-deal.ts';
import { type EstimateRow, latestEstimate } from '../estimates/estimate-rows.ts';
import { estimateSizing } from '../estimates/estimate-sizing.ts';
import { once } from '../idempotency/once.ts';
import { tellAsked } from '../notices/request-news.ts';
import { openApproverTask } from '../outbox/approver-task.ts';
import { tellHubSpot } from '../outbox/tell-hubspot.ts';
import type { Actor } from '../people/actor.ts';
import { requireSeller } from '../people/roles.ts';
import type { Ports } from '../ports.ts';
import { ConflictError, NotFoundError, UnprocessableError } from '../service-error.ts';
import { asItStands } from './as-it-stands.ts';
import { companySplit, type Split } from './company-split.ts';
import { endApproval } from './follow-approval.ts';
import { insertRequest } from './insert-request.ts';
import { refuseWhileWaiting } from './refuse-while-waiting.ts';
import { signOffView } from './sign-off-view.ts';

type Submission = SubmitInput & { dealId: string };

/** Asks finance to sign the newest saved version; version, prices, policy and result are frozen with the request. */
export async function submitSignOff(ports: Ports, actor: Actor, input: Submission): Promise<SignOff> {
  requireSeller(actor);
  const deal = await readDeal(ports, actor.portalId, input.dealId, 'recent');
  const { idempotencyKey: key, ...body } = input;
  return once(ports, actor, { key, action: 'submit-sign-off', body, status: 201 }, async (transaction) => {
    await refuseWhileWaiting(ports, transaction, actor, input.dealId);
    const saved = await submittable(ports, transaction, actor.portalId, input);
    await endApproval(ports, transaction, actor, input.dealId);
    const makers = await makersOf(transaction, actor, input.dealId, deal.ownerId);
    const request = await insertRequest(ports, transaction, actor, { input, ...saved, makers });
    await tellHubSpot(ports, transaction, actor.portalId, input.dealId);
    await openApproverTask(ports, transaction, request, deal.name);
    await tellAsked(ports, transaction, request);
    return signOffView(ports, transaction, await asItStands(ports, transaction, request));
  });
}

type Submittable = {
  row: EstimateRow;
  word: 'sign_off' | 'loss';
  policy: Policy;
  split: Split | null;
};

/** Only the newest version, still true under today's terms, and only when it or its company asks for a signature. */
async function submittable(
  ports: Ports,
  transaction: Transaction,
  portalId: string,
  input: Submission,
): Promise<Submittable> {
  const row = await latestEstimate(transaction, portalId, input.dealId);
  if (!row) throw new NotFoundError('This deal has no saved estimate yet.');
  if (row.version !== input.estimateVersion) {
    throw new ConflictError('newer-version', `Version ${row.version} is newer. Look at it and ask again.`);
  }
  const split = await companySplit(ports, transaction, portalId, input.dealId);
  const own = row.estimate.verdict.word;
  if (own === 'unknown' || own === null) {
    throw new UnprocessableError(
      'verdict-unknown',
      `${row.estimate.verdict.headline}. ${row.estimate.verdict.sentence}`,
    );
  }
  const word = own === 'clear' || own === 'thin' ? (split?.view.word ?? null) : own;
  if (word === null) {
    throw new UnprocessableError('not-required', 'This deal needs no sign-off.');
  }
  const { terms } = await estimateSizing(ports, transaction, portalId, row.sizing);
  if (terms?.priceBookHash !== row.priceBookHash || terms.policyHash !== row.policyHash) {
    throw new ConflictError(
      'terms-moved',
      'Prices or policy changed since this version. Save it again and look.',
    );
  }
  return { row, word, policy: terms.policy, split };
}
