import type { SignOffStatus } from '@dealfloor/price-book';
import type { EstimateRow } from '../estimates/estimate-rows.ts';
import type { SignOffRow } from './sign-off-rows.ts';

/** Where a request stands on a day: an approval that ran out is expired, whether or not any job noticed. */
export function requestStatus(request: SignOffRow, latestVersion: number, day: string): SignOffStatus {
  const approved = request.state === 'approved' || request.state === 'approved-with-conditions';
  if (!approved) return request.state;
  if (latestVersion !== request.estimateVersion) return 'superseded';
  return request.validUntil !== null && request.validUntil < day ? 'expired' : request.state;
}

/** Where a deal stands: its newest version counts, and an approval of an older one does not cover it. */
export function dealStatus(
  estimate: EstimateRow | null,
  request: SignOffRow | null,
  day: string,
): SignOffStatus {
  if (!estimate) return 'draft';
  if (request && request.estimateVersion === estimate.version) {
    return requestStatus(request, estimate.version, day);
  }
  return estimate.verdict === 'clear' || estimate.verdict === 'thin' ? 'not-required' : 'draft';
}
