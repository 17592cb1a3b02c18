import { companySignatures, type Policy, parseMoney, type SubmitInput } from '@dealfloor/price-book';
import { appendEntry } from '../audit/append-entry.ts';
import { figuresOf } from '../audit/figures.ts';
import type { Transaction } from '../db/database.ts';
import type { EstimateRow } from '../estimates/estimate-rows.ts';
import type { Actor } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { addBusinessHours } from './business-hours.ts';
import type { Split } from './company-split.ts';
import { readTrail } from './read-trail.ts';
import { latestSignOff, type SignOffRow } from './sign-off-rows.ts';

/** What a request freezes: a version that asks for signatures, the policy of the day, and who made the deal. */
export type Asking = {
  readonly input: SubmitInput;
  readonly row: EstimateRow;
  readonly word: 'sign_off' | 'loss';
  readonly policy: Policy;
  readonly makers: readonly string[];
  /** The deal among the others of its company; null when it stands alone. */
  readonly split: Split | null;
};

const LARGEST_COLUMN = 2n ** 63n - 1n;

/** Writes a request down with all that it freezes, and records it with the trail of tries. */
export async function insertRequest(
  ports: Ports,
  transaction: Transaction,
  actor: Actor,
  asking: Asking,
): Promise<SignOffRow> {
  const { row, input } = asking;
  const before = await latestSignOff(transaction, actor.portalId, row.dealId);
  const request = requestRow(ports, actor, asking, ports.ids.next(before?.id));
  await transaction.query.insert(transaction.tables.signOffs).values(request);
  const { tries: _listed, ...trail } = await readTrail(transaction, request);
  await appendEntry(transaction, actor, {
    action: 'sign-off-requested',
    dealId: row.dealId,
    at: new Date(request.requestedAt),
    record: {
      signOffId: request.id,
      version: row.version,
      reason: input.reason,
      neededBy: input.neededBy,
      estimateHash: row.hash,
      figures: figuresOf(ports, row),
      trail,
      company: asking.split?.view ?? null,
    },
  });
  return request;
}

function requestRow(ports: Ports, actor: Actor, asking: Asking, id: string): SignOffRow {
  const { row, input, word, policy, makers, split } = asking;
  const at = ports.clock.now();
  const { term, range } = row.estimate;
  const shortfall = range.highUsageShortfallUsd;
  const termValueUsd = term.revenueUsd ?? '0';
  const asked = { verdict: word, termValueUsd, discount: row.sizing.discount };
  const dueAt = addBusinessHours(at, policy.answerWithinBusinessHours, policy.businessHours);
  return {
    portalId: actor.portalId,
    id,
    dealId: row.dealId,
    estimateVersion: row.version,
    state: 'waiting',
    revision: 1,
    verdict: word,
    reason: input.reason,
    neededBy: input.neededBy,
    policy,
    makers: [...makers],
    requestedBy: actor.userId,
    requestedAt: at.toISOString(),
    validUntil: null,
    atRiskNanoUsd: shortfall === null ? null : asColumn(parseMoney(shortfall)),
    signatures: [...companySignatures(policy, asked, split?.deals ?? [])],
    coversVersion: row.version,
    round: 1,
    answerDueAt: dueAt.toISOString(),
    ifItLapses: null,
  };
}

/** The queue is ordered by this column; what is larger than 64 bits comes first all the same. */
function asColumn(nanoUsd: bigint): bigint {
  return nanoUsd > LARGEST_COLUMN ? LARGEST_COLUMN : nanoUsd;
}
