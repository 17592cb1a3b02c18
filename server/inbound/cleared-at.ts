import type { Transaction } from '../db/database.ts';
import { estimateVersions } from '../estimates/estimate-rows.ts';
import type { Ports } from '../ports.ts';
import { type DealStanding, dealStanding } from '../sign-offs/deal-standing.ts';
import { decisionsOf } from '../sign-offs/sign-off-rows.ts';

/**
 * Where a deal stood at a moment of the past, told from what is known now: an approval or an estimate that came later
 * clears no move that was made before it.
 */
export async function standingAt(
  transaction: Transaction,
  deal: { portalId: string; dealId: string },
  moment: string,
): Promise<DealStanding> {
  const then: Pick<Ports, 'clock'> = { clock: { now: () => new Date(moment) } };
  const standing = await dealStanding(then, transaction, deal.portalId, deal.dealId);
  if (!standing.isCleared) return standing;
  const since = await clearedSince(transaction, deal, standing);
  return { ...standing, isCleared: since !== null && since <= moment };
}

async function clearedSince(
  transaction: Transaction,
  { portalId, dealId }: { portalId: string; dealId: string },
  standing: DealStanding,
): Promise<string | null> {
  if (standing.status !== 'not-required') {
    const decisions = await decisionsOf(transaction, portalId, standing.signOffId ?? '');
    return decisions.at(-1)?.decidedAt ?? null;
  }
  const versions = await estimateVersions(transaction, portalId, dealId);
  const asking = versions.findIndex(({ verdict }) => verdict !== 'clear' && verdict !== 'thin');
  const clear = asking < 0 ? versions : versions.slice(0, asking);
  return clear.at(-1)?.savedAt ?? null;
}
