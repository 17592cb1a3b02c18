import type { Ports } from '../ports.ts';
import type { Effect } from './effect.ts';
import type { OutboxRow } from './rows.ts';

type MoveStage = Extract<Effect, { kind: 'move-stage' }>;

/**
 * Puts a deal back to an earlier stage, if it still stands where that one move brought it; false when somebody has moved
 * it on since. Told again after it was done, it finds the deal there and does nothing.
 */
export async function putBack(
  { hubspot }: Ports,
  { portalId, dealId }: OutboxRow,
  { from, movedAt, to }: MoveStage,
): Promise<boolean> {
  const [reading] = await hubspot.readDeals(portalId, [dealId]);
  const last = reading?.moves.at(-1);
  if (last?.stage === from && last.at === movedAt) {
    await hubspot.updateDeal(portalId, dealId, { dealstage: to });
    return true;
  }
  return last?.stage === to;
}
