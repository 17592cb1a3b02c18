import type { Review } from '@dealfloor/price-book';
import { dealView, findCopy } from '../deals/deal-copy.ts';
import { ownerName } from '../deals/owner-name.ts';
import { describeChanges } from '../estimates/describe-changes.ts';
import { estimateVersion, versionView } from '../estimates/estimate-rows.ts';
import { type Actor, findPerson } from '../people/actor.ts';
import { requireDecider } from '../people/roles.ts';
import { viewerOf } from '../people/viewer.ts';
import type { Ports } from '../ports.ts';
import { NotFoundError } from '../service-error.ts';
import { asItStands } from './as-it-stands.ts';
import { whyNotDecide } from './can-decide.ts';
import { companySplit } from './company-split.ts';
import { coverSentences } from './cover-sentences.ts';
import { gatherEvidence } from './evidence.ts';
import { exposureOf } from './exposure.ts';
import { readTrail } from './read-trail.ts';
import { findSignOff } from './sign-off-rows.ts';
import { signOffView } from './sign-off-view.ts';

/** Everything an approver looks at before deciding one request. */
export async function readReview(ports: Ports, actor: Actor, signOffId: string): Promise<Review> {
  requireDecider(actor);
  const { database } = ports;
  const { portalId } = actor;
  const written = await findSignOff(database, portalId, signOffId);
  if (!written) throw new NotFoundError();
  const request = await asItStands(ports, database, written);
  const deal = await findCopy(database, portalId, request.dealId);
  if (!deal) throw new NotFoundError();
  const evidence = await gatherEvidence(ports, database, request);
  const { frozen, current, seenHash } = evidence;
  const before = await estimateVersion(database, portalId, request.dealId, frozen.version - 1);
  const savedBy = await findPerson(database, portalId, frozen.savedBy);
  const whyNot = await whyNotDecide(ports, database, actor, request);
  return {
    viewer: viewerOf(actor),
    deal: dealView(deal, await ownerName(database, portalId, deal.ownerId)),
    signOff: await signOffView(ports, database, request),
    frozen: versionView(frozen, savedBy?.name ?? frozen.savedBy),
    current,
    seenHash,
    willCover: coverSentences(evidence),
    changes: before ? describeChanges(before.sizing, frozen.sizing) : [],
    exposure: exposureOf(frozen.estimate),
    trail: await readTrail(database, request),
    company: (await companySplit(ports, database, portalId, request.dealId, request.policy))?.view ?? null,
    canDecide: whyNot === null,
    whyNot,
  };
}
