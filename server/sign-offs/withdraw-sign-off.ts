import type { SignOff } from '@dealfloor/price-book';
import { appendEntry } from '../audit/append-entry.ts';
import { readDeal } from '../deals/read-deal.ts';
import { once } from '../idempotency/once.ts';
import { tellWithdrawn } from '../notices/request-news.ts';
import { closeApproverTask } from '../outbox/approver-task.ts';
import { tellHubSpot } from '../outbox/tell-hubspot.ts';
import type { Actor } from '../people/actor.ts';
import { requireSeller } from '../people/roles.ts';
import type { Ports } from '../ports.ts';
import { ConflictError, ForbiddenError, NotFoundError } from '../service-error.ts';
import { asItStands } from './as-it-stands.ts';
import { moveRequest } from './move-request.ts';
import { findSignOff } from './sign-off-rows.ts';
import { signOffView } from './sign-off-view.ts';
import { takenSentence } from './taken-sentence.ts';

export type Withdrawal = {
  readonly dealId: string;
  readonly signOffId: string;
  readonly idempotencyKey: string;
};

/** Takes a waiting request back; only one who made it may. */
export async function withdrawSignOff(ports: Ports, actor: Actor, input: Withdrawal): Promise<SignOff> {
  requireSeller(actor);
  await readDeal(ports, actor.portalId, input.dealId, 'recent');
  const { idempotencyKey: key, ...body } = input;
  return once(ports, actor, { key, action: 'withdraw-sign-off', body, status: 200 }, async (transaction) => {
    const request = await findSignOff(transaction, actor.portalId, input.signOffId);
    if (!request || request.dealId !== input.dealId) throw new NotFoundError();
    if (!request.makers.includes(actor.userId)) {
      throw new ForbiddenError('Only those who worked on this deal can withdraw its request.');
    }
    if (request.state !== 'waiting') {
      throw new ConflictError(
        'already-decided',
        await takenSentence(ports, transaction, await asItStands(ports, transaction, request)),
      );
    }
    const withdrawn = await moveRequest(transaction, request, { action: 'withdraw', by: 'maker' });
    await appendEntry(transaction, actor, {
      action: 'sign-off-withdrawn',
      dealId: request.dealId,
      at: ports.clock.now(),
      record: { signOffId: request.id, version: request.estimateVersion },
    });
    await tellHubSpot(ports, transaction, actor.portalId, request.dealId);
    await closeApproverTask(ports, transaction, request);
    await tellWithdrawn(ports, transaction, actor, request);
    return signOffView(ports, transaction, await asItStands(ports, transaction, withdrawn));
  });
}
