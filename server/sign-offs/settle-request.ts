import { appendEntry } from '../audit/append-entry.ts';
import type { Transaction } from '../db/database.ts';
import { systemActor } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { asItStands, type StandingRequest, whatTimeDid } from './as-it-stands.ts';
import { moveRequest } from './move-request.ts';
import type { SignOffRow } from './sign-off-rows.ts';
import { tellWhatTimeDid } from './time-news.ts';

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
