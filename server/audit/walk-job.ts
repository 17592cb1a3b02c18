import type { Job } from '../background.ts';
import type { Ports } from '../ports.ts';
import { walkChain } from './check-chain.ts';

const HOUR_MS = 3_600_000;

/** Walks every audit chain whole, at the start and every hour: what was changed long ago is found without being asked for. */
export function walkJob(): Job {
  return { name: 'walk the audit', pauseMs: HOUR_MS, run: walkAll };
}

/** Walks them one after the other; a broken one fails the job, which the log shows. */
export async function walkAll(ports: Pick<Ports, 'anchors' | 'clock' | 'database'>): Promise<number> {
  const { portals } = ports.database.tables;
  const broken: string[] = [];
  for (const { portalId } of await ports.database.query.select().from(portals)) {
    const { check } = await walkChain(ports, portalId);
    if (!check.ok) broken.push(`portal ${portalId}, entry ${check.sequence}: ${check.fault}`);
  }
  if (broken.length > 0) throw new Error(`the audit chain is broken: ${broken.join('; ')}`);
  return 0;
}
