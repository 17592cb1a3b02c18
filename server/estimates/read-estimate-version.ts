import type { EstimateVersion } from '@dealfloor/price-book';
import { readDeal } from '../deals/read-deal.ts';
import { type Actor, findPerson } from '../people/actor.ts';
import { requireReader } from '../people/roles.ts';
import type { Ports } from '../ports.ts';
import { NotFoundError } from '../service-error.ts';
import { estimateVersion, versionView } from './estimate-rows.ts';

/** One saved version of a deal's estimate, as it was frozen; a seller restores its sizing from it. */
export async function readEstimateVersion(
  ports: Ports,
  actor: Actor,
  input: { dealId: string; version: number },
): Promise<EstimateVersion> {
  requireReader(actor);
  const { portalId } = actor;
  await readDeal(ports, portalId, input.dealId, 'recent');
  const row = await estimateVersion(ports.database, portalId, input.dealId, input.version);
  if (!row) throw new NotFoundError('This deal has no such version.');
  const savedBy = await findPerson(ports.database, portalId, row.savedBy);
  return versionView(row, savedBy?.name ?? row.savedBy);
}
