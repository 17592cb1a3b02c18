import type { Clock } from '../clock.ts';
import type { CallsLeft } from './port.ts';

/** Below this part of its calls, what is left of a portal's window is kept for people. */
const KEPT_PART = 10;

const HEADERS = ['remaining', 'max', 'interval-milliseconds'] as const;

/**
 * What HubSpot leaves each portal, as its last answer told. It says nothing with a search, and what it said is
 * forgotten when the window that it meant has passed. Without a clock nothing is kept.
 */
export function keepBudget(clock?: Clock) {
  const told = new Map<string, CallsLeft & { untilMs: number }>();
  const left = (portalId: string): CallsLeft | null => {
    const known = told.get(portalId);
    if (!known || !clock || known.untilMs <= clock.now().getTime()) return null;
    return { calls: known.calls, of: known.of };
  };
  return {
    hear: (portalId: string, headers: Headers): void => {
      const [calls, of, windowMs] = HEADERS.map((name) => count(headers.get(`x-hubspot-ratelimit-${name}`)));
      if (!clock || calls == null || !of || !windowMs) return;
      told.set(portalId, { calls, of, untilMs: clock.now().getTime() + windowMs });
    },
    left,
    isScarce: (portalId: string): boolean => {
      const now = left(portalId);
      return now !== null && now.calls * KEPT_PART < now.of;
    },
  };
}

function count(text: string | null): number | null {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
}
