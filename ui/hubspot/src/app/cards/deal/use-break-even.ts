import type { BreakEven, Estimate, Sizing } from '@dealfloor/price-book';
import { useEffect, useState } from 'react';
import { loadBreakEven } from '../api/dealfloor-api.ts';

/** The price and volume at the floor, asked for after the verdict is in view; null until known or where it failed. */
export function useBreakEven(
  dealId: string,
  sizing: Sizing | null,
  estimate: Estimate | null,
): BreakEven | null {
  const [found, setFound] = useState<{ sizing: Sizing; breakEven: BreakEven } | null>(null);
  const canBeSolved =
    estimate !== null && estimate.verdict.word !== null && estimate.verdict.word !== 'unknown';
  useEffect(() => {
    if (!sizing || !canBeSolved) return undefined;
    let isWanted = true;
    loadBreakEven(dealId, sizing).then((answer) => {
      if (isWanted && answer.ok) setFound({ sizing, breakEven: answer.value });
    });
    return () => {
      isWanted = false;
    };
  }, [dealId, sizing, canBeSolved]);
  return found && found.sizing === sizing && canBeSolved ? found.breakEven : null;
}
