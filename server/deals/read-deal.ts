import { isDeepStrictEqual } from 'node:util';
import { transact } from '../db/database.ts';
import type { HubSpotDeal } from '../hubspot/port.ts';
import { UpstreamError } from '../hubspot/upstream-error.ts';
import { tellCompanies } from '../outbox/tell-hubspot.ts';
import type { Ports } from '../ports.ts';
import { NotFoundError, UnavailableError } from '../service-error.ts';
import { settleApproval } from '../sign-offs/settle-request.ts';
import { copyOf, type DealRow, findCopy, saveCopy } from './deal-copy.ts';

/** How old a copy of a deal may be: a preview is computed from the sizing alone and needs only proof of access. */
export type Freshness = 'now' | 'recent';

const RECENT_MS = 60_000;

/**
 * The deal, read from HubSpot with this portal's own token before anything is said about it; another portal's deal
 * does not exist here. When HubSpot is down a reader gets our last copy.
 */
export async function readDeal(ports: Ports, portalId: string, dealId: string, freshness: Freshness) {
  const copy = await findCopy(ports.database, portalId, dealId);
  if (copy && freshness === 'recent' && isRecent(ports, copy)) return copy;
  try {
    const deal = await ports.hubspot.getDeal(portalId, dealId);
    if (!deal || deal.archived) throw new NotFoundError('There is no such deal in this portal.');
    return await keepCopy(ports, portalId, deal, copy);
  } catch (error) {
    if (copy && freshness === 'recent' && error instanceof UpstreamError && error.retryable) return copy;
    throw error;
  }
}

/** Writes the copy unless one of the last minute says the same; what it says may take an approval. */
async function keepCopy(ports: Ports, portalId: string, deal: HubSpotDeal, before: DealRow | null) {
  const read = copyOf(portalId, deal, ports.clock.now());
  // A deal alone does not say since when it stands where it stands; what its history said holds while it stands there.
  const stageSince = before?.stageId === read.stageId ? before.stageSince : null;
  const copy = { ...read, stageSince };
  const isSame = isDeepStrictEqual({ ...before, readAt: copy.readAt }, copy);
  if (before && isSame && isRecent(ports, before)) return copy;
  await transact(ports.database, async (transaction) => {
    await saveCopy(transaction, copy);
    // What time did is for its own job to tell: reading moves a request only by what HubSpot changed.
    if (isSame) return;
    await settleApproval(ports, transaction, portalId, deal.id);
    await tellCompanies(ports, transaction, portalId, [before?.companyId, copy.companyId]);
  }).catch((error: unknown) => {
    // Reading goes on while nothing can be written: the copy is only for later.
    if (!(error instanceof UnavailableError)) throw error;
  });
  return copy;
}

function isRecent({ clock }: Ports, { readAt }: DealRow): boolean {
  const age = clock.now().getTime() - Date.parse(readAt);
  return age >= 0 && age < RECENT_MS;
}
