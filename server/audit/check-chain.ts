import type { AuditChain } from '@dealfloor/price-book';
import type { Database } from '../db/database.ts';
import type { Ports } from '../ports.ts';
import { UnavailableError } from '../service-error.ts';
import { readHead } from './append-entry.ts';
import { BEFORE_FIRST, type Link } from './chain.ts';
import { type ChainCheck, verifyChain } from './verify-chain.ts';

/** A chain of few entries is walked whole whenever somebody asks; whoever asks gets an answer, however long it is. */
const LIMITS = { wholeAtOnce: 10_000, patienceMs: 8_000 };

type Checking = Pick<Ports, 'anchors' | 'clock' | 'database'>;
type Walk = { readonly check: ChainCheck; readonly at: string };
/** What this process knows of a portal's chain. */
type Known = { whole: Walk | null; underWay: Promise<Walk> | null };

const knownChains = new WeakMap<Database, Map<string, Known>>();

function knownOf(database: Database, portalId: string): Known {
  const chains = knownChains.get(database) ?? new Map<string, Known>();
  knownChains.set(database, chains);
  const known = chains.get(portalId) ?? { whole: null, underWay: null };
  chains.set(portalId, known);
  return known;
}

/** Walks a portal's whole chain and holds it against its anchors; who asks while a walk is under way gets its answer. */
export async function walkChain(ports: Checking, portalId: string): Promise<Walk> {
  const known = knownOf(ports.database, portalId);
  known.underWay ??= walk(ports, portalId).finally(() => {
    known.underWay = null;
  });
  known.whole = await known.underWay;
  return known.whole;
}

/**
 * Whether a portal's chain holds. A long one is walked on from where the last whole walk of this process ended; a change
 * before that is found by the next whole walk, and the answer says when the last one was.
 */
export async function checkChain(
  ports: Checking,
  portalId: string,
  { wholeAtOnce, patienceMs } = LIMITS,
): Promise<AuditChain> {
  const { whole } = knownOf(ports.database, portalId);
  const length = (await readHead(ports.database, portalId))?.sequence ?? 0;
  if (length <= wholeAtOnce || !whole) {
    const sentence = `The chain has ${length} entries and is still being walked. Ask again in a minute.`;
    const walked = await within(patienceMs, walkChain(ports, portalId), sentence);
    return viewOf(walked, walked);
  }
  if (!whole.check.ok) return viewOf(whole, whole);
  const { entries: sequence, head: hash, unsealed } = whole.check;
  return viewOf(await walk(ports, portalId, { sequence, hash, unsealed }), whole);
}

async function walk(
  { anchors, clock, database }: Checking,
  portalId: string,
  from: Link = BEFORE_FIRST,
): Promise<Walk> {
  const file = await anchors.read();
  const check = await verifyChain(database, portalId, { anchors: file?.anchors ?? [], from });
  return { check, at: clock.now().toISOString() };
}

/** The walk goes on when nobody waits for it any more: whoever asks next gets its answer. */
async function within(patienceMs: number, walking: Promise<Walk>, sentence: string): Promise<Walk> {
  const patience = Promise.withResolvers<never>();
  const timer = setTimeout(() => patience.reject(new UnavailableError(sentence)), patienceMs);
  return Promise.race([walking, patience.promise]).finally(() => clearTimeout(timer));
}

function viewOf({ check, at: checkedAt }: Walk, { at: walkedAt }: Walk): AuditChain {
  const { ok, entries } = check;
  const held = check.ok
    ? { head: check.head, unsealed: check.unsealed, anchors: check.anchors, sequence: null, fault: null }
    : { head: null, unsealed: 0, anchors: 0, sequence: check.sequence, fault: check.fault };
  return { ok, entries, checkedAt, walkedAt, ...held };
}
