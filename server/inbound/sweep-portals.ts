import type { Ports } from '../ports.ts';
import { knownPortals } from './known-portals.ts';
import type { PortalPauses } from './portal-pauses.ts';
import { beginSweep, lastSweep, type Sweep, type SweepKind, sweepOn } from './sweep.ts';

const EVERY_MS = 300_000;
const DAY_MS = 86_400_000;
/** The full sweep runs at night, in UTC. */
const NIGHT_MS = 2 * 3_600_000;

/** The sweeps under way, by portal. */
export type SweepsUnderWay = Map<string, Sweep>;

/** One page for every portal that is due: what changed every five minutes, everything every night. Returns the pages. */
export async function sweepPortals(
  ports: Ports,
  pauses: PortalPauses,
  underWay: SweepsUnderWay,
): Promise<number> {
  let pages = 0;
  for (const [portalId, since] of await knownPortals(ports.database)) {
    if (pauses.isPaused(portalId) || ports.hubspot.isScarce(portalId)) continue;
    const sweep = underWay.get(portalId) ?? (await nextSweep(ports, { portalId, since }));
    if (!sweep) continue;
    underWay.set(portalId, sweep);
    const done = await pauses.attempt(portalId, async () => {
      if (await sweepOn(ports, sweep)) underWay.delete(portalId);
    });
    if (done) pages += 1;
  }
  return pages;
}

async function nextSweep(ports: Ports, portal: { portalId: string; since: string }): Promise<Sweep | null> {
  const nowMs = ports.clock.now().getTime();
  const night = nowMs - ((nowMs - NIGHT_MS) % DAY_MS);
  const due: [SweepKind, number][] = [
    ['changed', nowMs - EVERY_MS],
    ['all', night],
  ];
  for (const [kind, finishedBefore] of due) {
    const last = await lastSweep(ports.database, portal.portalId, kind);
    if (last && Date.parse(last.finishedAt) > finishedBefore) continue;
    return beginSweep(ports.database, portal, kind);
  }
  return null;
}
