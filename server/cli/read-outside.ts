import type { AnchorFile } from '../audit/anchors.ts';
import { createAnchors } from '../audit/anchors.ts';
import { anchorFile } from '../audit/audit-place.ts';
import { systemClock } from '../clock.ts';
import type { Environment } from '../env.ts';
import { diskFiles } from '../files.ts';
import type { HubSpotPort } from '../hubspot/port.ts';
import type { Outside } from './check-chain.ts';
import { CommandError } from './command-error.ts';
import type { ReadableDatabase } from './open-database.ts';
import { dealsWithEstimates } from './saved-estimates.ts';

type Asked = {
  /** A file of anchors that lies elsewhere. */
  readonly file: string | undefined;
  /** Null when HubSpot is not to be asked. */
  readonly hubspot: Pick<HubSpotPort, 'getDeal'> | null;
};

/** Reads what a database is to be held against: its file of anchors, and on demand the heads that HubSpot holds. */
export async function readOutside(
  database: ReadableDatabase,
  environment: Environment,
  { file, hubspot }: Asked,
): Promise<Outside & { readonly unreadable: readonly number[]; readonly anchorFile: string }> {
  const path = file ?? anchorFile(environment);
  const read: AnchorFile | null = await createAnchors(diskFiles, path).read();
  if (file !== undefined && !read)
    throw new CommandError('usage', `There is no file ${file} that can be read.`);
  return {
    anchorFile: path,
    anchors: read?.anchors ?? null,
    unreadable: read?.unreadable ?? [],
    headsOf: (portalId) => (hubspot ? headsInHubSpot(database, hubspot, portalId) : null),
    now: systemClock.now(),
  };
}

async function headsInHubSpot(
  database: ReadableDatabase,
  hubspot: Pick<HubSpotPort, 'getDeal'>,
  portalId: string,
): Promise<ReadonlyMap<string, string>> {
  const heads = new Map<string, string>();
  for (const dealId of await dealsWithEstimates(database, portalId)) {
    const deal = await hubspot.getDeal(portalId, dealId);
    const head = deal?.dealfloor.dealfloor_audit_head;
    if (head) heads.set(dealId, head);
  }
  return heads;
}
