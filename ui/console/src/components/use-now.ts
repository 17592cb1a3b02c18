import { useEffect, useState } from 'react';

const TICK_MS = 20_000;

/** The present moment, moving on while the page is open, so that an age never stands still. */
export function useNow(): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const ticking = window.setInterval(() => setNowMs(Date.now()), TICK_MS);
    return () => window.clearInterval(ticking);
  }, []);
  return nowMs;
}
