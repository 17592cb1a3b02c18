import type { SignOffStatus } from '@dealfloor/price-book';
import type { Database, Transaction } from '../db/database.ts';
import { type EstimateRow, latestEstimate } from '../estimates/estimate-rows.ts';
import type { Ports } from '../ports.ts';
import { asItStands, type StandingRequest } from './as-it-stands.ts';
import { companySplit } from './company-split.ts';
import { latestSignOff } from './sign-off-rows.ts';
import { dealStatus } from './status.ts';

/** Whether a deal may be won as it stands now; only a valid approval, or a verdict that asks for none, clears it. */
export type DealStanding = {
  readonly status: SignOffStatus;
  readonly isCleared: boolean;
  readonly verdict: string | null;
  readonly signOffId: string | null;
  readonly estimate: EstimateRow | null;
  /** The newest request of the deal, open or closed. */
  readonly request: StandingRequest | null;
};

const CLEARED: readonly SignOffStatus[] = ['not-required', 'approved', 'approved-with-conditions'];

/** Where a deal stands at this moment, for every gate and every screen. A deal that was never sized is not cleared. */
export async function dealStanding(
  ports: Pick<Ports, 'clock'>,
  handle: Database | Transaction,
  portalId: string,
  dealId: string,
): Promise<DealStanding> {
  const estimate = await latestEstimate(handle, portalId, dealId);
  const written = await latestSignOff(handle, portalId, dealId);
  const request = written && (await asItStands(ports, handle, written));
  const own = dealStatus(estimate, request);
  const split = own === 'not-required' ? await companySplit(ports, handle, portalId, dealId) : null;
  const status = split?.view.word ? 'draft' : own;
  return {
    status,
    isCleared: CLEARED.includes(status),
    verdict: estimate?.verdict ?? null,
    signOffId: request?.id ?? null,
    estimate,
    request,
  };
}
