import type { SignOffStatus } from '@dealfloor/price-book';
import { dayOf } from '../clock.ts';
import type { Database, Transaction } from '../db/database.ts';
import { latestEstimate } from '../estimates/estimate-rows.ts';
import type { Ports } from '../ports.ts';
import { latestSignOff } from './sign-off-rows.ts';
import { dealStatus } from './status.ts';

/** Whether a deal may be won as it stands now; only a valid approval, or a verdict that asks for none, clears it. */
export type DealStanding = {
  readonly status: SignOffStatus;
  readonly isCleared: boolean;
  readonly verdict: string | null;
  readonly signOffId: string | null;
};

const CLEARED: readonly SignOffStatus[] = ['not-required', 'approved', 'approved-with-conditions'];

/** Where a deal stands on this day, for every gate. A deal that was never sized is not cleared. */
export async function dealStanding(
  ports: Pick<Ports, 'clock'>,
  handle: Database | Transaction,
  portalId: string,
  dealId: string,
): Promise<DealStanding> {
  const estimate = await latestEstimate(handle, portalId, dealId);
  const request = await latestSignOff(handle, portalId, dealId);
  const status = dealStatus(estimate, request, dayOf(ports.clock.now()));
  return {
    status,
    isCleared: CLEARED.includes(status),
    verdict: estimate?.verdict ?? null,
    signOffId: request?.id ?? null,
  };
}
