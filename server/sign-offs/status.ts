import type { SignOffStatus } from '@dealfloor/price-book';
import type { EstimateRow } from '../estimates/estimate-rows.ts';
import type { StandingRequest } from './as-it-stands.ts';

/** Where a deal stands: as its request does while that covers the newest version, else as its verdict asks. */
export function dealStatus(
  estimate: Pick<EstimateRow, 'version' | 'verdict'> | null,
  request: Pick<StandingRequest, 'state' | 'coversVersion'> | null,
): SignOffStatus {
  if (!estimate) return 'draft';
  if (request && request.state !== 'superseded' && request.coversVersion === estimate.version) {
    return request.state;
  }
  return estimate.verdict === 'clear' || estimate.verdict === 'thin' ? 'not-required' : 'draft';
}
