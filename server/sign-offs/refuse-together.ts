import {
  type BulkDecisionInput,
  type Estimate,
  type Policy,
  parseMoney,
  printMoney,
  showMoney,
} from '@dealfloor/price-book';
import type { Transaction } from '../db/database.ts';
import { findCopy } from '../deals/deal-copy.ts';
import type { Actor } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { readLiveTerms } from '../price-books/live-terms.ts';
import { UnprocessableError } from '../service-error.ts';
import { gatherEvidence } from './evidence.ts';
import { findSignOff, type SignOffRow } from './sign-off-rows.ts';

/** What the live policy lets nobody decide in one go: too many, a loss, or too much money under the floor. */
export async function refuseTogether(
  ports: Ports,
  transaction: Transaction,
  actor: Actor,
  { kind, requests }: BulkDecisionInput,
): Promise<void> {
  const terms = await readLiveTerms(ports, transaction, actor.portalId);
  if (!terms) throw refused('No policy is live, so nothing is decided together.');
  const { bulk } = terms.policy;
  if (requests.length > bulk.requestsAtMost) {
    throw refused(`The policy lets one decision cover ${bulk.requestsAtMost} requests at most.`);
  }
  if (kind !== 'approve') return;
  const asked: Approving[] = [];
  for (const { signOffId } of requests) {
    const request = await findSignOff(transaction, actor.portalId, signOffId);
    if (request) asked.push(await approving(ports, transaction, request));
  }
  refuseLoss(asked);
  refuseShortfall(asked, bulk);
}

type Approving = { readonly name: string; readonly isLoss: boolean; readonly shortfall: bigint };

/** Today's figures count where they differ from the frozen ones; a loss in either is a loss. */
async function approving(ports: Ports, transaction: Transaction, request: SignOffRow): Promise<Approving> {
  const { portalId, dealId, verdict } = request;
  const { frozen, current } = await gatherEvidence(ports, transaction, request);
  const figures = current ?? frozen.estimate;
  const deal = await findCopy(transaction, portalId, dealId);
  return {
    name: deal?.name ?? dealId,
    isLoss: verdict === 'loss' || [frozen.estimate, figures].some(losesMoney),
    shortfall: parseMoney(figures.shortfallUsd ?? '0'),
  };
}

function losesMoney({ verdict }: Estimate): boolean {
  return verdict.rules.some(({ id }) => id === 'R4');
}

function refuseLoss(asked: readonly Approving[]): void {
  const loss = asked.find(({ isLoss }) => isLoss);
  if (loss)
    throw refused(`${loss.name} is a loss: two people sign it on its own page. Take it out of the list.`);
}

function refuseShortfall(asked: readonly Approving[], { shortfallUsdAtMost }: Policy['bulk']): void {
  const total = asked.reduce((sum, { shortfall }) => sum + shortfall, 0n);
  if (total <= parseMoney(shortfallUsdAtMost)) return;
  const [largest] = asked.toSorted((a, b) => (a.shortfall > b.shortfall ? -1 : 1));
  throw refused(
    `Together they are ${showMoney(printMoney(total), 'en-US')} short of the floor; one decision covers ` +
      `${showMoney(shortfallUsdAtMost, 'en-US')} at most. Decide ${largest?.name ?? 'the largest'} on its own.`,
  );
}

function refused(sentence: string): UnprocessableError {
  return new UnprocessableError('not-together', sentence);
}
