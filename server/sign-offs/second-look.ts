import {
  type Envelope,
  type Estimate,
  inWords,
  mostCallsOf,
  showCount,
  verdictLeaves,
} from '@dealfloor/price-book';
import type { Database, Transaction } from '../db/database.ts';
import { estimateVersion } from '../estimates/estimate-rows.ts';
import type { Ports } from '../ports.ts';
import { readLiveTerms } from '../price-books/live-terms.ts';
import { bookedUsageOf } from './booked-usage.ts';
import type { DecisionRow, SignOffRow } from './sign-off-rows.ts';
import { dealReasons } from './signed-deal.ts';
import { estimateToday } from './todays-terms.ts';

/**
 * Why an approval must be looked at again, in sentences; none while it holds. New terms that leave the word and the
 * rules as they were signed are no reason; nor is a better word, or a better price in HubSpot.
 */
export async function secondLookReasons(
  ports: Pick<Ports, 'clock'>,
  handle: Database | Transaction,
  request: SignOffRow,
  approvals: readonly DecisionRow[],
): Promise<string[]> {
  const moved = await dealReasons(handle, request, approvals);
  const signed = signedEnvelope(approvals);
  if (!signed) return moved;
  const terms = await termsReason(ports, handle, request, signed);
  const usage = await usageReason(handle, request, signed, approvals);
  return [...moved, terms, usage].filter((reason) => reason !== null);
}

/** What the last signature covers; null for an approval from before there were envelopes. */
export function signedEnvelope(approvals: readonly DecisionRow[]): Envelope | null {
  return approvals.at(-1)?.envelope ?? null;
}

async function termsReason(
  ports: Pick<Ports, 'clock'>,
  handle: Database | Transaction,
  { portalId, dealId, coversVersion }: SignOffRow,
  signed: Envelope,
): Promise<string | null> {
  const terms = await readLiveTerms(ports, handle, portalId);
  const hasNewBook = terms?.priceBookHash !== signed.priceBook.hash;
  const hasNewPolicy = terms?.policyHash !== signed.policy.hash;
  if (!hasNewBook && !hasNewPolicy) return null;
  const version = await estimateVersion(handle, portalId, dealId, coversVersion);
  if (!version) throw new Error('invariant: a request names a saved version');
  const { estimate } = await estimateToday(ports, handle, portalId, version.sizing);
  if (verdictLeaves(signed, estimate.verdict).length === 0) return null;
  const moved = [
    ...(hasNewBook ? [`price book ${estimate.priceBook.version}`] : []),
    ...(hasNewPolicy ? [`policy ${estimate.policy.version}`] : []),
  ];
  return movedSentence(moved.join(' and '), signed, estimate);
}

function movedSentence(terms: string, signed: Envelope, { verdict, term }: Estimate): string {
  const margin = `${asPercent(signed.marginPercent)} → ${asPercent(term.grossMargin.percent)}`;
  if (verdict.word === 'unknown') return `Under ${terms} it cannot be judged: ${verdict.sentence}`;
  const worse = verdictLeaves(signed, verdict).map(({ field, before, after }) =>
    field === 'verdict' ? `${before} → ${after}` : `now also: ${after}`,
  );
  return `Under ${terms}: ${[margin, ...worse].join(', ').replace(/\.$/, '')}.`;
}

function asPercent(percent: string | null): string {
  return percent === null ? 'no margin' : `${inWords(percent)}%`;
}

/** Booked calls against the largest month that was signed, and against a usage cap among the conditions. */
async function usageReason(
  handle: Database | Transaction,
  { portalId, dealId }: SignOffRow,
  signed: Envelope,
  approvals: readonly DecisionRow[],
): Promise<string | null> {
  const booked = await bookedUsageOf(handle, portalId, dealId);
  if (!booked) return null;
  const caps = approvals.flatMap(({ conditions }) => conditions?.usageCapCallsPerMonth ?? []);
  const cap = caps.length > 0 ? BigInt(Math.min(...caps)) : null;
  const most = mostCallsOf(signed);
  const used = `${counted(booked.calls)} calls were booked in the 30 days to ${booked.bookedTo}`;
  if (cap !== null && cap < most && booked.calls > cap) return `${used}; the usage cap is ${counted(cap)}.`;
  return booked.calls > most ? `${used}; at most ${counted(most)} a month were signed.` : null;
}

function counted(calls: bigint): string {
  return showCount(calls.toString(), 'en-US');
}
