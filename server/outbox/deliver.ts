import { transact } from '../db/database.ts';
import type { OutboxLane } from '../db/outbox-tables.ts';
import { UpstreamError } from '../hubspot/upstream-error.ts';
import type { Ports } from '../ports.ts';
import { ServiceError } from '../service-error.ts';
import { Effect } from './effect.ts';
import { findPause, holdUp, type Pause, resume } from './pauses.ts';
import { claim, dueHeads, type OutboxRow, settle } from './rows.ts';

const FIRST_BACKOFF_MS = 1_000;
const LONGEST_BACKOFF_MS = 300_000;

/** One way to the outside: it tells an effect, or throws an UpstreamError. */
export type Lane = {
  readonly name: OutboxLane;
  /** Whether a portal's rows are to wait for now. */
  readonly mustWait?: (ports: Ports, portalId: string) => boolean;
  /** `stillOurs` claims the row for longer, to be asked after anything slow; false means to leave it alone. */
  readonly tell: (
    ports: Ports,
    row: OutboxRow,
    effect: Effect,
    stillOurs: () => Promise<boolean>,
  ) => Promise<void>;
};

/**
 * Delivers what is due in one lane. A passing fault is tried again later, a refusal is kept with its reason for a
 * person to see; portals do not wait for each other. Returns how many rows were delivered.
 */
export async function deliverDue(ports: Ports, lane: Lane): Promise<number> {
  const heads = await dueHeads(ports, lane.name);
  const portals = [...new Set(heads.map(({ portalId }) => portalId))];
  const delivered = await Promise.all(
    portals.map((portalId) =>
      deliverPortal(
        ports,
        lane,
        heads.filter((row) => row.portalId === portalId),
      ),
    ),
  );
  return delivered.reduce((total, count) => total + count, 0);
}

async function deliverPortal(ports: Ports, lane: Lane, rows: readonly OutboxRow[]): Promise<number> {
  const [first] = rows;
  if (!first) return 0;
  const { portalId } = first;
  let pause = await findPause(ports.database, { portalId, lane: lane.name });
  let delivered = 0;
  for (const row of rows) {
    if (pause && pause.until > ports.clock.now().toISOString()) break;
    if (lane.mustWait?.(ports, portalId)) break;
    const claimed = await claim(ports, row);
    if (!claimed) continue;
    const outcome = await deliver(ports, lane, claimed, pause);
    if (outcome.delivered) delivered += 1;
    pause = outcome.pause;
  }
  return delivered;
}

type Outcome = { readonly delivered: boolean; readonly pause: Pause | null };

async function deliver(ports: Ports, lane: Lane, row: OutboxRow, pause: Pause | null): Promise<Outcome> {
  let held = row;
  const stillOurs = async () => {
    const longer = await claim(ports, held);
    held = longer ?? held;
    return longer !== null;
  };
  try {
    await lane.tell(ports, row, Effect.parse(row.payload), stillOurs);
  } catch (error) {
    if (error instanceof ServiceError) throw error;
    return failed(ports, lane, held, { pause, error: asUpstream(error) });
  }
  await transact(ports.database, async (transaction) => {
    const deliveredAt = ports.clock.now().toISOString();
    await settle(transaction, held, { state: 'delivered', lastError: null, deliveredAt });
    if (pause) await resume(transaction, { portalId: row.portalId, lane: lane.name });
  });
  return { delivered: true, pause: null };
}

type Failure = { readonly pause: Pause | null; readonly error: UpstreamError };

/** A refusal is about the row alone; whatever else went wrong may meet the portal's other rows as well. */
async function failed(ports: Ports, lane: Lane, row: OutboxRow, { pause, error }: Failure): Promise<Outcome> {
  const now = ports.clock.now();
  return transact(ports.database, async (transaction) => {
    if (!error.retryable && error.kind !== 'unauthorized') {
      await settle(transaction, row, { state: 'refused', lastError: error.message });
      return { delivered: false, pause };
    }
    const where = { portalId: row.portalId, lane: lane.name };
    const held = await holdUp(transaction, where, { error, now, known: pause });
    const later = new Date(now.getTime() + (error.retryAfterMs ?? backoffMs(row))).toISOString();
    const nextAttemptAt = later > held.until ? later : held.until;
    await settle(transaction, row, { state: 'pending', lastError: error.message, nextAttemptAt });
    return { delivered: false, pause: held };
  });
}

/** Twice as long each time; rows that failed together do not come back together. */
function backoffMs({ id, attempts }: OutboxRow): number {
  const spread = 1 + (Number.parseInt(id.slice(-2), 16) % 64) / 256;
  return Math.min(FIRST_BACKOFF_MS * 2 ** (attempts - 1) * spread, LONGEST_BACKOFF_MS);
}

/** A row that we cannot even send would hold up everybody else's: it is kept for a person to see. */
function asUpstream(error: unknown): UpstreamError {
  if (error instanceof UpstreamError) return error;
  const name = error instanceof Error ? error.name : typeof error;
  return new UpstreamError({
    kind: 'refused',
    sentence: `This row cannot be sent (${name}).`,
    retryable: false,
  });
}
