import type { DealView } from '@dealfloor/price-book';
import { dayOf } from '../clock.ts';
import { estimateVersions, versionView } from '../estimates/estimate-rows.ts';
import { type Actor, listPeople } from '../people/actor.ts';
import { canSell, requireReader } from '../people/roles.ts';
import { viewerOf } from '../people/viewer.ts';
import type { Ports } from '../ports.ts';
import { approversFor, asPerson } from '../sign-offs/approvers.ts';
import { latestSignOff } from '../sign-offs/sign-off-rows.ts';
import { signOffView } from '../sign-offs/sign-off-view.ts';
import { dealStatus } from '../sign-offs/status.ts';
import { withOwnerAndTwins } from './makers.ts';
import { ownerName } from './owner-name.ts';
import { dealView, readDeal } from './read-deal.ts';
import { readHistory } from './read-history.ts';

/** A deal with its current estimate, its sign-off and its history. */
export async function readDealView(ports: Ports, actor: Actor, dealId: string): Promise<DealView> {
  requireReader(actor);
  const { database, clock } = ports;
  const { portalId } = actor;
  const deal = await readDeal(ports, portalId, dealId, 'recent');
  const people = await listPeople(database, portalId);
  const nameOf = (userId: string) => people.find((person) => person.userId === userId)?.name ?? userId;
  const versions = await estimateVersions(database, portalId, dealId);
  const newest = versions[0] ?? null;
  const request = await latestSignOff(database, portalId, dealId);
  const hands = [actor.userId, ...versions.map((version) => version.savedBy)];
  const makers = await withOwnerAndTwins(database, portalId, hands, deal.ownerId);
  const verdict = newest?.verdict ?? 'sign_off';
  return {
    deal: dealView(deal, await ownerName(database, portalId, deal.ownerId)),
    viewer: viewerOf(actor),
    status: dealStatus(newest, request, dayOf(clock.now())),
    current: newest ? versionView(newest, nameOf(newest.savedBy)) : null,
    signOff: request ? await signOffView(ports, database, request) : null,
    goesTo: (await approversFor(database, portalId, { verdict, makers })).map(asPerson),
    canEdit: canSell(actor) && request?.state !== 'waiting',
    history: await readHistory(database, portalId, dealId, versions, nameOf),
  };
}
