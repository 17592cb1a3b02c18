import { companySignatures, type DealView } from '@dealfloor/price-book';
import { dayOf } from '../clock.ts';
import { absencesOn } from '../delegations/delegation-rows.ts';
import { type EstimateRow, estimateVersions, versionView } from '../estimates/estimate-rows.ts';
import { type Actor, listPeople } from '../people/actor.ts';
import { canSell, requireReader } from '../people/roles.ts';
import { viewerOf } from '../people/viewer.ts';
import type { Ports } from '../ports.ts';
import { readLiveTerms } from '../price-books/live-terms.ts';
import { companySplit, type Split } from '../sign-offs/company-split.ts';
import { dealStanding } from '../sign-offs/deal-standing.ts';
import { signOffView } from '../sign-offs/sign-off-view.ts';
import { askedOf } from '../sign-offs/who-is-asked.ts';
import { dealView } from './deal-copy.ts';
import { withOwnerAndTwins } from './makers.ts';
import { ownerName } from './owner-name.ts';
import { readDeal } from './read-deal.ts';
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
  const { status, request } = await dealStanding(ports, database, portalId, dealId);
  const split = await companySplit(ports, database, portalId, dealId);
  const hands = [actor.userId, ...versions.map((version) => version.savedBy)];
  return {
    deal: dealView(deal, await ownerName(database, portalId, deal.ownerId)),
    viewer: viewerOf(actor),
    status,
    current: newest ? versionView(newest, nameOf(newest.savedBy)) : null,
    signOff: request ? await signOffView(ports, database, request) : null,
    ...askedOf({
      people,
      absences: await absencesOn(database, portalId, dayOf(clock.now())),
      makers: await withOwnerAndTwins(database, portalId, hands, deal.ownerId),
      ...(await signaturesIfAskedNow(ports, portalId, newest, split)),
      given: [],
    }),
    company: split?.view ?? null,
    canEdit: canSell(actor) && request?.state !== 'waiting',
    history: await readHistory(database, portalId, dealId, versions, nameOf),
  };
}

/** What the live policy would ask for; a deal that asks for nothing yet is shown as one under the floor. */
async function signaturesIfAskedNow(
  ports: Ports,
  portalId: string,
  newest: EstimateRow | null,
  split: Split | null,
) {
  const terms = await readLiveTerms(ports, ports.database, portalId);
  const verdict = newest?.verdict === 'loss' ? 'loss' : 'sign_off';
  const termValueUsd = newest?.estimate.term.revenueUsd ?? '0';
  const discount = newest?.sizing.discount ?? '0';
  const signatures = terms
    ? companySignatures(terms.policy, { verdict, termValueUsd, discount }, split?.deals ?? [])
    : [];
  return { verdict, signatures } as const;
}
