import { dayOf } from '../clock.ts';
import type { Database, Transaction } from '../db/database.ts';
import { findCopy } from '../deals/deal-copy.ts';
import { withOwnerAndTwins } from '../deals/makers.ts';
import { absencesOn } from '../delegations/delegation-rows.ts';
import { editorsOf } from '../estimates/estimate-rows.ts';
import { listPeople, type PersonRow } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { approvalsOfRound, type SignOffRow } from './sign-off-rows.ts';
import { isOpen } from './transitions.ts';
import type { SigningCase } from './who-signs.ts';

/** Reads who may sign a request now: roles, owner, editors and delegations as they stand in this very transaction. */
export async function readSigningCase(
  ports: Pick<Ports, 'clock'>,
  handle: Database | Transaction,
  request: SignOffRow,
): Promise<SigningCase<PersonRow>> {
  const { portalId, verdict, signatures } = request;
  const isUndecided = isOpen(request);
  const day = isUndecided ? dayOf(ports.clock.now()) : request.requestedAt.slice(0, 10);
  const given = isUndecided ? await approvalsOfRound(handle, request, request.round) : [];
  return {
    people: await listPeople(handle, portalId),
    absences: await absencesOn(handle, portalId, day),
    makers: await makersNow(handle, request),
    verdict,
    signatures,
    given,
  };
}

/** Who had a hand in the deal when it was asked, who edited it since, and who owns it now. */
async function makersNow(handle: Database | Transaction, request: SignOffRow): Promise<string[]> {
  const { portalId, dealId, makers } = request;
  const hands = [...new Set([...makers, ...(await editorsOf(handle, portalId, dealId))])];
  const deal = await findCopy(handle, portalId, dealId);
  return withOwnerAndTwins(handle, portalId, hands, deal?.ownerId ?? null);
}
