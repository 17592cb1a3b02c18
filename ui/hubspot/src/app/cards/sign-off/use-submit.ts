import type { EstimateVersion, SignOff, Sizing } from '@dealfloor/price-book';
import { useRef, useState } from 'react';
import type { Answer, Failure } from '../api/answer.ts';
import { saveEstimate, submitForSignOff } from '../api/dealfloor-api.ts';
import { retrying } from '../api/retrying.ts';
import { useIdempotencyKey } from '../api/use-idempotency-key.ts';

export type Ask = { readonly reason: string; readonly neededBy: string };

type Start = {
  readonly dealId: string;
  /** The version to send, or null when the sizing must be saved first. */
  readonly version: number | null;
  readonly sizing: Sizing | null;
  /** The headline the seller looks at: figures that moved since are shown again, never sent unseen. */
  readonly seenHeadline: string;
};

const UNREADABLE: Failure = { kind: 'refused', message: 'Some fields need a look first.' };
const MOVED: Failure = { kind: 'refused', message: 'The figures have moved. Look again, then send.' };

/** Sends a deal to finance: one request however often it is clicked, and a retry repeats the key of the open panel. */
export function useSubmit(
  start: Start,
  hear: { onSaved: (version: EstimateVersion) => void; onSent: (signOff: SignOff) => void },
) {
  const [isSending, setSending] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const running = useRef(false);
  const saveKey = useIdempotencyKey();
  const submitKey = useIdempotencyKey();

  async function versionToSend(): Promise<Answer<number>> {
    if (start.version !== null) return { ok: true, value: start.version };
    if (!start.sizing) return { ok: false, failure: UNREADABLE };
    const input = { sizing: start.sizing, idempotencyKey: saveKey.keyFor(start.sizing) };
    const saved = await retrying(
      () => saveEstimate(start.dealId, input),
      () => {},
    );
    if (!saved.ok) return saved;
    hear.onSaved(saved.value);
    if (saved.value.estimate.verdict.headline === start.seenHeadline) {
      return { ok: true, value: saved.value.version };
    }
    return { ok: false, failure: MOVED };
  }

  async function send(ask: Ask) {
    if (running.current) return;
    running.current = true;
    setSending(true);
    setFailure(null);
    const version = await versionToSend();
    const body = { ...ask, estimateVersion: version.ok ? version.value : 0 };
    const answer = version.ok
      ? await retrying(
          () => submitForSignOff(start.dealId, { ...body, idempotencyKey: submitKey.keyFor(body) }),
          () => {},
        )
      : version;
    running.current = false;
    setSending(false);
    if (answer.ok) hear.onSent(answer.value);
    else setFailure(answer.failure);
  }

  const open = () => {
    submitKey.forget();
    setFailure(null);
  };

  return { isSending, failure, send, open };
}
