import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { onTestFinished } from 'vitest';
import { transact } from '../../server/db/database.ts';
import { deliverDue } from '../../server/outbox/deliver.ts';
import type { Effect } from '../../server/outbox/effect.ts';
import { enqueue } from '../../server/outbox/enqueue.ts';
import { hubspotLane } from '../../server/outbox/hubspot-lane.ts';
import type { Ports } from '../../server/ports.ts';
import { connectWorld } from './connect-world.ts';
import type { InProcessHubSpot } from './hubspot-in-process.ts';
import { createTestClock, type TestClock } from './test-clock.ts';

/** A database for thousands of deliveries: in memory where the machine has a place for it, and real in all else. */
export function openOutboxGround(): Ports {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'dealfloor-outbox-'));
  const ports = connectWorld(join(folder, 'dealfloor.sqlite'), 'http://127.0.0.1:9', createTestClock());
  onTestFinished(async () => {
    await ports.database.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return ports;
}

/** The same ground as another process with its own clock and HubSpot sees it. */
export function processOn(ground: Ports, clock: TestClock, { port }: InProcessHubSpot): Ports {
  return { ...ground, clock, hubspot: { ...ground.hubspot, ...port } };
}

/** Commits effects, or takes them back again. */
export async function change(
  ports: Ports,
  target: { portalId: string; dealId: string },
  effects: readonly Effect[],
  isCommitted = true,
): Promise<void> {
  const work = transact(ports.database, async (transaction) => {
    for (const effect of effects) await enqueue(ports, transaction, target, effect);
    if (!isCommitted) throw new TakenBack();
  });
  await work.catch((error: unknown) => {
    if (!(error instanceof TakenBack)) throw error;
  });
}

class TakenBack extends Error {}

/** Processes deliver and die until nothing is pending or patience is at its end; says whether all was delivered. */
export async function deliverUntilDone(
  ports: Ports,
  hubspot: InProcessHubSpot,
  clock: TestClock,
): Promise<boolean> {
  const { outbox } = ports.database.tables;
  let lane = hubspotLane();
  for (let pass = 0; pass < 60; pass += 1) {
    const outcome = await Promise.race([deliverDue(ports, lane), hubspot.death()]);
    if (outcome === 'died') {
      hubspot.revive();
      lane = hubspotLane();
    } else if (outcome === 0) {
      const left = await ports.database.query
        .select({ id: outbox.id })
        .from(outbox)
        .where(eq(outbox.state, 'pending'))
        .limit(1);
      if (left.length === 0) return true;
    }
    clock.advance(61_000);
  }
  return false;
}
