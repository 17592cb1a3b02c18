import { appendEntry } from '../audit/append-entry.ts';
import type { Transaction } from '../db/database.ts';
import { tellHubSpot } from '../outbox/tell-hubspot.ts';
import { systemActor } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { asItStands, type StandingRequest, whatTimeDid } from './as-it-stands.ts';
import { moveRequest } from './move-request.ts';
import { latestSignOff, type SignOffRow } from './sign-off-rows.ts';
import { tellWhatTimeDid } from './time-news.ts';
import { isApproved } from './transitions.ts';

/** Writes down what time did to a request, before a person moves it on. */
export async function settleRequest(
  ports: Ports,
  transaction: Transaction,
  written: SignOffRow,
): Promise<StandingRequest> {
  const done = await whatTimeDid(ports, transaction, written);
  if (!done) return asItStands(ports, transaction, written);
  const { action, changes, reasons } = done;
  const moved = await moveRequest(transaction, written, { action, by: 'time', changes });
  await appendEntry(transaction, systemActor(written.portalId), {
    action: `sign-off-${action}`,
    dealId: written.dealId,
    at: ports.clock.now(),
    record: {
      signOffId: written.id,
      round: moved.round,
      validUntil: written.validUntil,
      ...(reasons.length > 0 ? { sentence: `Needs a second look. ${reasons.join(' ')}` } : {}),
    },
  });
  await tellWhatTimeDid(ports, transaction, moved, { reasons, validUntil: written.validUntil });
  return { ...moved, secondLook: reasons };
}

/** The same for a deal that was read again: what was changed in HubSpot may have taken its approval, and HubSpot is told. */
export async function settleApproval(
  ports: Ports,
  transaction: Transaction,
  portalId: string,
  dealId: string,
): Promise<boolean> {
  const written = await latestSignOff(transaction, portalId, dealId);
  if (!written || !isApproved(written)) return false;
  const settled = await settleRequest(ports, transaction, written);
  if (settled.state === written.state) return false;
  await tellHubSpot(ports, transaction, portalId, dealId);
  return true;
}
