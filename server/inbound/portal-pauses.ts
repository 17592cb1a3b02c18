import type { Clock } from '../clock.ts';
import { UpstreamError } from '../hubspot/upstream-error.ts';

const FIRST_MS = 1_000;
const LONGEST_MS = 300_000;

/** Which portals are left alone for a while, because HubSpot limits us there or lets us in no longer. */
export type PortalPauses = {
  isPaused(portalId: string): boolean;
  /** Does something in a portal; what HubSpot refuses pauses this portal and no other. False when it failed. */
  attempt(portalId: string, work: () => Promise<void>): Promise<boolean>;
};

export function createPortalPauses(clock: Clock): PortalPauses {
  const known = new Map<string, { failures: number; untilMs: number }>();
  return {
    isPaused: (portalId) => (known.get(portalId)?.untilMs ?? 0) > clock.now().getTime(),
    attempt: async (portalId, work) => {
      try {
        await work();
        known.delete(portalId);
        return true;
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error;
        const failures = (known.get(portalId)?.failures ?? 0) + 1;
        const pauseMs = error.retryAfterMs ?? Math.min(FIRST_MS * 2 ** failures, LONGEST_MS);
        known.set(portalId, { failures, untilMs: clock.now().getTime() + pauseMs });
        return false;
      }
    },
  };
}
