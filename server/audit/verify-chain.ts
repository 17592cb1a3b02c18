import { and, asc, eq, gt } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import type { Anchor } from './anchors.ts';
import { type AuditEntry, BEFORE_FIRST, faultOf, type Link, linkOf } from './chain.ts';
import type { Seal } from './seal.ts';

/** Whether the chain holds; when it does not, the first entry at fault and what is wrong with it. */
export type ChainCheck =
  | {
      ok: true;
      entries: number;
      head: string;
      /** How many entries at the beginning are from before there were keys. */
      unsealed: number;
      /** How many heads outside the database it was held against. */
      anchors: number;
    }
  | { ok: false; entries: number; sequence: number; fault: string };

type Readable = Pick<Database, 'query' | 'tables'> & { readonly seal: Pick<Seal, 'under'> };

const PAGE = 200;

/** All entries of a portal's chain in their order, or those after one; a page in memory at a time. */
export async function* entriesOf(
  { query, tables: { auditEntries } }: Pick<Database, 'query' | 'tables'>,
  portalId: string,
  afterSequence = Number.MIN_SAFE_INTEGER,
): AsyncGenerator<AuditEntry> {
  let after = afterSequence;
  for (;;) {
    const page = await query
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.portalId, portalId), gt(auditEntries.sequence, after)))
      .orderBy(asc(auditEntries.sequence))
      .limit(PAGE);
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = last.sequence;
    // A long chain must not hold up the requests beside it.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

export type Walking = {
  readonly anchors?: readonly Anchor[];
  readonly visit?: (entry: AuditEntry) => Promise<void>;
  readonly from?: Link;
};

type Broken = { readonly sequence: number; readonly fault: string };

/**
 * Walks a portal's whole audit chain: finds a changed byte, a missing entry and a changed order, and by the anchors a
 * cut tail and a history written anew. `visit` sees each entry on the way. From a link on, it takes the chain up to there
 * as it was walked before.
 */
export async function verifyChain(
  database: Readable,
  portalId: string,
  { anchors = [], visit, from = BEFORE_FIRST }: Walking = {},
): Promise<ChainCheck> {
  const ofPortal = anchors.filter((anchor) => anchor.portalId === portalId);
  const expected = new Map(ofPortal.map((anchor) => [anchor.sequence, anchor]));
  const conflict = ofPortal.find((anchor) => expected.get(anchor.sequence)?.hash !== anchor.hash);
  let link = from;
  let entries = from.sequence;
  let broken = await brokenSince(database, portalId, from);
  for await (const entry of entriesOf(database, portalId, from.sequence || undefined)) {
    entries += 1;
    const fault = faultOf(entry, link, database.seal) ?? anchorFault(entry, expected.get(entry.sequence));
    if (fault && !broken) broken = { sequence: entry.sequence, fault };
    link = linkOf(entry, link);
    await visit?.(entry);
  }
  const beyond = ofPortal.find((anchor) => anchor.sequence > link.sequence);
  if (!broken && conflict) broken = { sequence: conflict.sequence, fault: conflictFault(conflict) };
  if (!broken && beyond) broken = { sequence: beyond.sequence, fault: tailFault(beyond, link.sequence) };
  if (broken) return { ok: false, entries, ...broken };
  return { ok: true, entries, head: link.hash, unsealed: link.unsealed, anchors: ofPortal.length };
}

/** The entry that an earlier walk ended at must still be there. */
async function brokenSince(database: Readable, portalId: string, from: Link): Promise<Broken | null> {
  const { sequence, hash } = from;
  if (sequence === 0) return null;
  const { value } = await entriesOf(database, portalId, sequence - 1).next();
  if (value?.sequence === sequence && value.hash === hash) return null;
  return { sequence, fault: 'it is not the entry that the last whole walk ended at' };
}

function anchorFault({ hash }: AuditEntry, anchor: Anchor | undefined): string | null {
  return anchor && anchor.hash !== hash ? `it is not the entry that the anchor of ${anchor.at} saw` : null;
}

function conflictFault({ at }: Anchor): string {
  return `it is not the entry that the anchor of ${at} saw`;
}

function tailFault({ at }: Anchor, last: number): string {
  return `the anchor of ${at} saw it, but the chain ends at entry ${last}`;
}
