import { DecisionInput } from '@dealfloor/price-book';
import { answer, refuse } from './answers.ts';
import { personOf } from './people.ts';
import { hashOf, type StoredRequest } from './requests.ts';
import { type Who, whyNot } from './views.ts';

const DONE = {
  approve: 'approved',
  'approve-with-conditions': 'approved-with-conditions',
  reject: 'rejected',
  'request-changes': 'changes-requested',
} as const;

/** Takes a decision as the server does: own requests, races and moved figures are refused, and nothing is done twice. */
export function decide(stored: StoredRequest, body: unknown, who: Who): Response {
  const parsed = DecisionInput.safeParse(body);
  if (!parsed.success) return refuse(422, 'invalid', 'Some fields cannot be read.');
  const input = parsed.data;
  const { signOff } = stored;
  if (signOff.requestedBy.userId === who.userId)
    return refuse(403, 'own-request', 'You asked for this yourself.');
  if (signOff.status !== 'waiting' && signOff.status !== 'second-look') {
    const last = signOff.decisions.at(-1);
    return refuse(409, 'decided', `${last?.by.name} approved this 12 s ago. Nothing was changed by you.`);
  }
  const reason = whyNot(stored, who);
  if (reason) return refuse(403, 'forbidden', reason);
  if (hashOf(stored) !== input.seenHash) {
    return refuse(409, 'moved', 'The figures have moved since you looked. Nothing was decided.');
  }
  record(stored, input, who);
  return answer(stored.signOff);
}

export function record(stored: StoredRequest, input: DecisionInput, who: Who): void {
  const { signOff } = stored;
  const isApproval = input.kind === 'approve' || input.kind === 'approve-with-conditions';
  const approvalsGiven = signOff.approvalsGiven + (isApproval ? 1 : 0);
  const isDone = !isApproval || approvalsGiven >= signOff.approvalsNeeded;
  const isConditional = input.kind === 'approve-with-conditions';
  stored.signOff = {
    ...signOff,
    approvalsGiven,
    status: isDone ? DONE[input.kind] : signOff.status,
    validUntil: isConditional ? input.validUntil : null,
    decisions: [
      ...signOff.decisions,
      {
        kind: input.kind,
        by: personOf(who),
        onBehalfOf: null,
        at: new Date().toISOString(),
        note: input.note,
        conditions: isConditional ? input.conditions : null,
        validUntil: isConditional ? input.validUntil : null,
        ifItLapses: isConditional ? input.ifItLapses : null,
        round: signOff.round,
      },
    ],
  };
}
