import { appendEntry } from '../../audit/append-entry.ts';
import { type Transaction, transact } from '../../db/database.ts';
import type { Actor } from '../../people/actor.ts';
import type { Ports } from '../../ports.ts';
import { countDays, daysTouched, type TouchedDay } from './days-touched.ts';
import { type LogRow, type RowOutcome, storeRows } from './store-rows.ts';
import { AHEAD_MS, rowOfEvent, UsageEvent } from './usage-event.ts';

/** What became of one event; `why` is told where it was not kept and is no duplicate. */
export type EventAnswer = {
  readonly requestId: string | null;
  readonly outcome: RowOutcome | 'refused';
  readonly why?: string;
};

export type BatchAnswer = {
  readonly accepted: number;
  readonly duplicates: number;
  readonly conflicts: number;
  readonly refused: number;
  readonly days: readonly TouchedDay[];
  /** One answer an event, in the order they came. */
  readonly events: readonly EventAnswer[];
};

/** Keeps a batch of events, each once by its id; the same batch again changes nothing and is answered alike. */
export async function receiveUsageEvents(
  ports: Ports,
  actor: Actor,
  events: readonly unknown[],
): Promise<BatchAnswer> {
  const now = ports.clock.now();
  const latest = new Date(now.getTime() + AHEAD_MS).toISOString();
  const read = events.map((event) => readEvent(event, latest));
  const rows = read.flatMap((event) => ('row' in event ? [event.row] : []));
  return transact(ports.database, async (transaction) => {
    const outcomes = await storeRows(transaction, actor.portalId, rows);
    const answer = await describe(transaction, actor.portalId, read, rows, outcomes);
    const { events: _, ...counts } = answer;
    await appendEntry(transaction, actor, {
      action: 'usage-events-received',
      dealId: null,
      at: now,
      record: counts,
    });
    return answer;
  });
}

type ReadEvent = { readonly row: LogRow } | { readonly requestId: string | null; readonly why: string };

function readEvent(event: unknown, latest: string): ReadEvent {
  const parsed = UsageEvent.safeParse(event);
  if (parsed.success) {
    const row = rowOfEvent(parsed.data);
    if (row.occurredAt <= latest) return { row };
    return { requestId: row.requestId, why: 'occurred_at: It lies in the future.' };
  }
  const faults = parsed.error.issues.map(({ path, message }) =>
    [path.join('.'), message].filter(Boolean).join(': '),
  );
  return { requestId: requestIdOf(event), why: faults.join(' ') };
}

/** The id of an event that is refused for something else, so that its sender knows which one it is. */
function requestIdOf(event: unknown): string | null {
  const parsed = UsageEvent.shape.request_id.safeParse(Object(event).request_id);
  return parsed.success ? parsed.data : null;
}

async function describe(
  transaction: Transaction,
  portalId: string,
  read: readonly ReadEvent[],
  rows: readonly LogRow[],
  outcomes: readonly RowOutcome[],
): Promise<BatchAnswer> {
  const counts = new Map<string, number>();
  countDays(counts, rows, outcomes);
  const remaining = [...outcomes];
  const events = read.map((event): EventAnswer => {
    if ('why' in event) return { requestId: event.requestId, outcome: 'refused', why: event.why };
    const outcome = remaining.shift() ?? 'accepted';
    const { requestId } = event.row;
    if (outcome !== 'conflict') return { requestId, outcome };
    return { requestId, outcome, why: 'This id is known with another content; the first one stands.' };
  });
  const count = (outcome: EventAnswer['outcome']) =>
    events.filter((event) => event.outcome === outcome).length;
  return {
    accepted: count('accepted'),
    duplicates: count('duplicate'),
    conflicts: count('conflict'),
    refused: count('refused'),
    days: await daysTouched(transaction, portalId, counts),
    events,
  };
}
