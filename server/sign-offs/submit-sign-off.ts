import { parseMoney, type SignOff, type SubmitInput, signaturesFor } from '@dealfloor/price-book';
import { appendEntry } from '../audit/append-entry.ts';
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
import { readTrail } from './read-trail.ts';
import { refuseWhileWaiting } from './refuse-while-waiting.ts';
import { latestSignOff, type SignOffRow } from './sign-off-rows.ts';
import { signOffView } from './sign-off-view.ts';

type Submission = SubmitInput & { dealId: string };

/** Asks finance to sign the newest saved version; version, prices, policy and result are frozen with the request. */
export async function submitSignOff(ports: Ports, actor: Actor, input: Submission): Promise<SignOff> {
  requireSeller(actor);
  const deal = await readDeal(ports, actor.portalId, input.dealId, 'recent');
  const { idempotencyKey: key, ...body } = input;
  return once(ports, actor, { key, action: 'submit-sign-off', body, status: 201 }, async (transaction) => {
    await refuseWhileWaiting(transaction, actor, input.dealId);
    const saved = await submittable(ports, transaction, actor.portalId, input);
    const makers = await makersOf(transaction, actor, input.dealId, deal.ownerId);
    const request = await insertRequest(ports, transaction, actor, input, saved, makers);
    await tellHubSpot(ports, transaction, actor.portalId, input.dealId);
    await openApproverTask(ports, transaction, request, deal.name);
    await tellAsked(ports, transaction, request);
    return signOffView(ports, transaction, request);
  });
}

type Submittable = { row: EstimateRow; word: 'sign_off' | 'loss' };

/** Only the newest version, still true under today's terms, and only when its verdict asks for a signature. */
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
  const word = row.estimate.verdict.word;
  if (word === 'unknown' || word === null) {
    throw new UnprocessableError(
      'verdict-unknown',
      `${row.estimate.verdict.headline}. ${row.estimate.verdict.sentence}`,
    );
  }
  if (word === 'clear' || word === 'thin') {
    throw new UnprocessableError('not-required', 'This deal needs no sign-off.');
  }
  const { terms } = await estimateSizing(ports, transaction, portalId, row.sizing);
  if (terms?.priceBookHash !== row.priceBookHash || terms.policyHash !== row.policyHash) {
    throw new ConflictError(
      'terms-moved',
      'Prices or policy changed since this version. Save it again and look.',
    );
  }
  return { row, word };
}

const LARGEST_COLUMN = 2n ** 63n - 1n;

/** The queue is ordered by this column; what is larger than 64 bits comes first all the same. */
function asColumn(nanoUsd: bigint): bigint {
  return nanoUsd > LARGEST_COLUMN ? LARGEST_COLUMN : nanoUsd;
}

async function insertRequest(
  ports: Ports,
  transaction: Transaction,
  actor: Actor,
  input: Submission,
  { row, word }: Submittable,
  makers: string[],
): Promise<SignOffRow> {
  const at = ports.clock.now();
  const { terms } = await estimateSizing(ports, transaction, actor.portalId, row.sizing);
  if (!terms) throw new Error('invariant: the terms were there a moment ago');
  const shortfall = row.estimate.range.highUsageShortfallUsd;
  const request: SignOffRow = {
    portalId: actor.portalId,
    id: ports.ids.next((await latestSignOff(transaction, actor.portalId, input.dealId))?.id),
    dealId: input.dealId,
    estimateVersion: row.version,
    state: 'waiting',
    revision: 1,
    verdict: word,
    reason: input.reason,
    neededBy: input.neededBy,
    policy: terms.policy,
    makers,
    requestedBy: actor.userId,
    requestedAt: at.toISOString(),
    validUntil: null,
    atRiskNanoUsd: shortfall === null ? null : asColumn(parseMoney(shortfall)),
    signatures: [
      ...signaturesFor(terms.policy, {
        verdict: word,
        termValueUsd: row.estimate.term.revenueUsd ?? '0',
        discount: row.sizing.discount,
      }),
    ],
    coversVersion: row.version,
    round: 1,
    answerDueAt: null,
    ifItLapses: null,
  };
  await transaction.query.insert(transaction.tables.signOffs).values(request);
  const { tries: _listed, ...trail } = await readTrail(transaction, request);
  await appendEntry(transaction, actor, {
    action: 'sign-off-requested',
    dealId: input.dealId,
    at,
    record: {
      signOffId: request.id,
      version: row.version,
      reason: input.reason,
      neededBy: input.neededBy,
      estimateHash: row.hash,
      priceBookHash: row.priceBookHash,
      policyHash: row.policyHash,
      trail,
    },
  });
  return request;
}
