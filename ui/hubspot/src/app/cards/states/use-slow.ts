import { useEffect, useState } from 'react';

const SLOW_MS = 3_000;

/** True once something has gone on for more than three seconds. */
export function useSlow(isGoingOn: boolean): boolean {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    setSlow(false);
    if (!isGoingOn) return undefined;
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, [isGoingOn]);
  return isSlow;
}
