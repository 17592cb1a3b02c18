import type { Job } from '../background.ts';
import { systemClock } from '../clock.ts';
import { handleInbox, type InboxPlace } from './handle-inbox.ts';
import { createPortalPauses } from './portal-pauses.ts';
import { settleWorkflows } from './settle-workflows.ts';
import { type SweepsUnderWay, sweepPortals } from './sweep-portals.ts';

/** Handles what HubSpot told, and looks for what it did not tell. */
export function inboundJobs(): readonly Job[] {
  const pauses = createPortalPauses(systemClock);
  const place: InboxPlace = new Map();
  const underWay: SweepsUnderWay = new Map();
  return [
    {
      name: 'handle what HubSpot told',
      pauseMs: 250,
      run: (ports) => handleInbox(ports, pauses, place),
    },
    { name: 'let workflows go on', pauseMs: 1_000, run: settleWorkflows },
    {
      name: 'sweep HubSpot',
      // One page a run: HubSpot lets a portal search five times a second, for all of its apps.
      pauseMs: 1_000,
      run: async (ports) => {
        await sweepPortals(ports, pauses, underWay);
        return 0;
      },
    },
  ];
}
