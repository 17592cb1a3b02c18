import type { DealView, EstimateVersion, Sizing } from '@dealfloor/price-book';
import { useRef, useState } from 'react';
import type { Failure } from '../api/answer.ts';
import { saveEstimate, withdrawSignOff } from '../api/dealfloor-api.ts';
import { retrying } from '../api/retrying.ts';
import { useIdempotencyKey } from '../api/use-idempotency-key.ts';

export type Busy = 'save' | 'withdraw' | null;

/** Saving and withdrawing: one at a time, a repeat carries the same key, a failure loses nothing. */
export function useDealActions(
  view: DealView,
  hear: {
    onSaved: (version: EstimateVersion) => void;
    onWithdrawn: () => void;
  },
) {
  const [busy, setBusy] = useState<Busy>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const running = useRef(false);
  const saveKey = useIdempotencyKey();
  const withdrawKey = useIdempotencyKey();

  async function once(what: Exclude<Busy, null>, work: () => Promise<Failure | null>) {
    if (running.current) return;
    running.current = true;
    setBusy(what);
    setFailure(null);
    setFailure(await work());
    setBusy(null);
    running.current = false;
  }

  const save = (sizing: Sizing) =>
    once('save', async () => {
      const input = { sizing, idempotencyKey: saveKey.keyFor(sizing) };
      const answer = await retrying(
        () => saveEstimate(view.deal.id, input),
        () => {},
      );
      if (!answer.ok) return answer.failure;
      saveKey.forget();
      hear.onSaved(answer.value);
      return null;
    });

  const withdraw = (signOffId: string) =>
    once('withdraw', async () => {
      const input = { idempotencyKey: withdrawKey.keyFor(signOffId) };
      const answer = await retrying(
        () => withdrawSignOff(view.deal.id, signOffId, input),
        () => {},
      );
      if (!answer.ok) return answer.failure;
      withdrawKey.forget();
      hear.onWithdrawn();
      return null;
    });

  return { busy, failure, save, withdraw };
}
