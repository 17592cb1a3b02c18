import type { CallCounts } from './port.ts';
import { UpstreamError } from './upstream-error.ts';

/** Counts how HubSpot answers each portal, since this process began. */
export function countCalls() {
  const counts = new Map<string, CallCounts>();
  const of = (portalId: string) => counts.get(portalId) ?? { answered: 0, rateLimited: 0, failed: 0 };
  const add = (portalId: string, kind: keyof CallCounts) => {
    const before = of(portalId);
    counts.set(portalId, { ...before, [kind]: before[kind] + 1 });
  };
  return {
    of,
    answered: (portalId: string) => add(portalId, 'answered'),
    failed: (portalId: string, error: unknown) =>
      add(
        portalId,
        error instanceof UpstreamError && error.kind === 'rate-limited' ? 'rateLimited' : 'failed',
      ),
  };
}
