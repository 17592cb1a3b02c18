import type { ProposalPreview, ProposalPreviewInput } from '@dealfloor/price-book';
import type { Actor } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { checkChange } from './check-change.ts';
import { completeChange } from './complete-change.ts';
import { effectsOf } from './effects-of.ts';
import { requireProposer } from './require-proposer.ts';

/** What a change would do, before it is proposed: the same checks, and nothing is written. */
export async function previewProposal(
  ports: Ports,
  actor: Actor,
  input: ProposalPreviewInput,
): Promise<ProposalPreview> {
  const { database } = ports;
  const { portalId, userId: proposedBy } = actor;
  await requireProposer(database, actor, input.change.kind);
  const change = await completeChange(database, portalId, input.change);
  await checkChange(ports, database, portalId, change);
  return effectsOf(ports, { portalId, proposedBy }, change);
}
