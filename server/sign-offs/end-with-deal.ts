import { appendEntry } from '../audit/append-entry.ts';
import type { Transaction } from '../db/database.ts';
import { notify } from '../notices/notify.ts';
import { closeApproverTask } from '../outbox/approver-task.ts';
import { systemActor } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { moveRequest } from './move-request.ts';
import { latestSignOff } from './sign-off-rows.ts';
import { readSigningCase } from './signing-case.ts';
import { dealAndAskers } from './time-news.ts';
import { isOpen } from './transitions.ts';
import { whoIsAsked } from './who-signs.ts';

type Gone = { readonly portalId: string; readonly dealId: string; readonly mergedInto: string | null };

/**
 * Ends what somebody is to decide about a deal that HubSpot no longer has, and says why. An approval stays: nothing of
 * what it covers was changed, and a deal that comes back is held against it.
 */
export async function endWithDeal(ports: Ports, transaction: Transaction, gone: Gone): Promise<void> {
  const { portalId, dealId, mergedInto } = gone;
  const request = await latestSignOff(transaction, portalId, dealId);
  if (!request || !isOpen(request)) return;
  const why =
    mergedInto === null
      ? 'The deal was deleted in HubSpot.'
      : `The deal was merged into deal ${mergedInto} in HubSpot.`;
  const asked = whoIsAsked(await readSigningCase(ports, transaction, request));
  const { dealName, askers } = await dealAndAskers(transaction, request);
  await moveRequest(transaction, request, { action: 'take-out', by: 'hubspot' });
  const { id: signOffId, estimateVersion: version } = request;
  await appendEntry(transaction, systemActor(portalId), {
    action: 'sign-off-withdrawn',
    dealId,
    at: ports.clock.now(),
    record: { signOffId, version, sentence: `The request ended: ${why}` },
  });
  await closeApproverTask(ports, transaction, request);
  const to = [...askers, ...asked.map(({ person }) => person.userId)];
  const content = { dealName, by: 'HubSpot', why };
  await notify(ports, transaction, { portalId, to, kind: 'withdrawn', dealId, signOffId, content });
}
