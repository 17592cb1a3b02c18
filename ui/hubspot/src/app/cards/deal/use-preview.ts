import type { Estimate, Sizing } from '@dealfloor/price-book';
import { useCallback, useRef, useState } from 'react';
import type { Failure } from '../api/answer.ts';
import { previewEstimate } from '../api/dealfloor-api.ts';
import { retrying } from '../api/retrying.ts';

/** The last good estimate and what became of the newest question. */
export type Preview = {
  readonly estimate: Estimate | null;
  /** What the estimate was made from. */
  readonly sizing: Sizing | null;
  readonly at: Date;
  readonly isWorking: boolean;
  readonly waitingFor: Failure | null;
  readonly failure: Failure | null;
};

/** Asks for an estimate after each change; only the newest answer counts, and the last good one stays in view. */
export function usePreview(dealId: string, start: { estimate: Estimate; sizing: Sizing } | null) {
  const [preview, setPreview] = useState<Preview>(() => ({
    estimate: start?.estimate ?? null,
    sizing: start?.sizing ?? null,
    at: new Date(),
    ...SETTLED,
  }));
  const newest = useRef(0);
  const asked = useRef<Sizing | null>(null);

  const request = useCallback(
    async (sizing: Sizing) => {
      newest.current += 1;
      const mine = newest.current;
      const isNewest = () => newest.current === mine;
      asked.current = sizing;
      setPreview((before) => ({ ...before, ...SETTLED, isWorking: true }));
      const answer = await retrying(
        () => previewEstimate(dealId, sizing),
        (waitingFor) => setPreview((before) => ({ ...before, waitingFor })),
        isNewest,
      );
      if (!isNewest()) return;
      setPreview((before) =>
        answer.ok
          ? { ...SETTLED, estimate: answer.value, sizing, at: new Date() }
          : { ...before, ...SETTLED, failure: answer.failure },
      );
    },
    [dealId],
  );

  /** Puts a stored estimate in view, unless the fields have moved on since. */
  const show = useCallback((estimate: Estimate, sizing: Sizing) => {
    if (asked.current && JSON.stringify(asked.current) !== JSON.stringify(sizing)) return;
    newest.current += 1;
    setPreview({ ...SETTLED, estimate, sizing, at: new Date() });
  }, []);

  const retry = useCallback(() => {
    if (asked.current) request(asked.current);
  }, [request]);

  return { preview, request, retry, show };
}

const SETTLED = { isWorking: false, waitingFor: null, failure: null } as const;
