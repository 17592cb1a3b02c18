import type { Readable } from '../db/database.ts';
import type { Ports } from '../ports.ts';
import { readHead } from './append-entry.ts';

type Anchoring = Pick<Ports, 'anchors' | 'clock'> & { readonly database: Readable };

const PATIENCE_MS = 1_000;

/**
 * Waits for a decision to be committed, then writes the head of the chain down outside the database. A disk that fails
 * or hangs there costs no decision: the job tries again, and the metric and the doctor show what no anchor holds.
 */
export async function anchored<Answer>(
  ports: Anchoring,
  portalId: string,
  work: Promise<Answer>,
): Promise<Answer> {
  const answer = await work;
  const patience = Promise.withResolvers<void>();
  const timer = setTimeout(patience.resolve, PATIENCE_MS);
  await Promise.race([anchorHead(ports, portalId).catch(() => {}), patience.promise]);
  clearTimeout(timer);
  return answer;
}

/** Writes the head of every portal down that moved since; says how many did. */
export async function anchorAll(ports: Anchoring): Promise<number> {
  const { portals } = ports.database.tables;
  let moved = 0;
  for (const { portalId } of await ports.database.query.select().from(portals)) {
    if (await anchorHead(ports, portalId)) moved += 1;
  }
  return moved;
}

async function anchorHead({ anchors, clock, database }: Anchoring, portalId: string): Promise<boolean> {
  const head = await readHead(database, portalId);
  if (!head) return false;
  const { sequence, hash } = head;
  return anchors.append({ at: clock.now().toISOString(), portalId, sequence, hash });
}

/** How many entries of each portal no anchor holds yet; what only grows is a file of anchors that fails. */
export async function unanchoredEntries({ anchors, database }: Omit<Anchoring, 'clock'>) {
  const { portals } = database.tables;
  const rows: { portalId: string; entries: number }[] = [];
  for (const { portalId } of await database.query.select().from(portals)) {
    const head = await readHead(database, portalId);
    const anchor = await anchors.newest(portalId);
    rows.push({ portalId, entries: Math.max(0, (head?.sequence ?? 0) - (anchor?.sequence ?? 0)) });
  }
  return rows;
}
