import type { Anchor } from '../audit/anchors.ts';
import { type AuditEntry, UNSEALED } from '../audit/chain.ts';
import { readFigures } from '../audit/figures.ts';
import { recomputeFigures } from '../audit/recompute-figures.ts';
import type { Seal } from '../audit/seal.ts';
import { createTermsByHash } from '../audit/terms-by-hash.ts';
import { type ChainCheck, verifyChain } from '../audit/verify-chain.ts';
import type { Database } from '../db/database.ts';
import { createDecisionCheck, decisionOf } from './check-decisions.ts';
import type { Finding } from './finding.ts';
import { parseOrNull } from './recompute-estimate.ts';

type Readable = Pick<Database, 'query' | 'tables'> & { readonly seal: Pick<Seal, 'under'> };
export type Counted = { readonly checked: number; readonly matching: number };

export type ChainFindings = {
  readonly chain: ChainCheck;
  /** Figures that entries recorded, computed again. */
  readonly figures: Counted;
  /** Decisions, held against what the chain says of them. */
  readonly decisions: Counted;
  readonly findings: readonly Finding[];
};

/** What a chain is held against, all of it from outside the database. */
export type Outside = {
  /** Null where there is no file of anchors. */
  readonly anchors: readonly Anchor[] | null;
  /** The heads that a portal's deals hold in HubSpot, by deal; null when HubSpot was not asked. */
  headsOf(portalId: string): Promise<ReadonlyMap<string, string>> | null;
  readonly now: Date;
};

/** Walks a portal's chain once and holds every entry against what it is about: anchors, figures and decisions. */
export async function checkChain(
  database: Readable,
  portalId: string,
  outside: Outside,
): Promise<ChainFindings> {
  const findings: Finding[] = [];
  const find = (where: string, ...sentences: string[]) =>
    findings.push(...sentences.map((sentence) => ({ where: `portal ${portalId}, ${where}`, sentence })));
  const figures = createFigureCheck(database, portalId);
  const decisions = createDecisionCheck(database, portalId);
  const heads = Map.groupBy((await outside.headsOf(portalId)) ?? [], ([, hash]) => hash);
  const newest: { decision: AuditEntry | null } = { decision: null };
  const visit = async (entry: AuditEntry) => {
    const record = parseOrNull(entry.record);
    const faults = [...(await figures.faults(record)), ...(await decisions.faults(record))];
    find(`audit entry ${entry.sequence}`, ...faults);
    if (decisionOf(record) && entry.keyId !== UNSEALED) newest.decision = entry;
    heads.delete(entry.hash);
  };
  const chain = await verifyChain(database, portalId, { anchors: outside.anchors ?? [], visit });
  if (!chain.ok) find(`audit entry ${chain.sequence}`, `${chain.fault}.`);
  find('anchors', ...anchorFaults(portalId, newest.decision, outside));
  for (const deals of heads.values())
    for (const [dealId, hash] of deals) find(`deal ${dealId}`, headFault(hash));
  find('decisions', ...(await decisions.unrecorded()));
  return { chain, figures: figures.counted, decisions: decisions.counted, findings };
}

function headFault(hash: string): string {
  return `HubSpot holds head ${hash.slice(0, 16)}…, which is no entry of this chain: it was cut or written anew.`;
}

const HOUR_MS = 3_600_000;

/** A decision is anchored when it is taken, or by the next job: where none is as new, anchors are gone. */
function anchorFaults(portalId: string, decision: AuditEntry | null, { anchors, now }: Outside): string[] {
  if (!decision || now.getTime() - Date.parse(decision.at) < HOUR_MS) return [];
  const isHeld = anchors?.some(
    (anchor) => anchor.portalId === portalId && anchor.sequence >= decision.sequence,
  );
  if (isHeld) return [];
  const why = anchors ? 'none is as new' : 'there is no file of them';
  return [`${why}, so nothing outside the database holds the decision of entry ${decision.sequence}.`];
}

function createFigureCheck(database: Readable, portalId: string) {
  const termsOf = createTermsByHash(database, portalId);
  const counted = { checked: 0, matching: 0 };
  const faults = async (record: unknown): Promise<string[]> => {
    const sentences: string[] = [];
    for (const figures of readFigures(record)) {
      const again = recomputeFigures(figures, await termsOf(figures));
      counted.checked += 1;
      if (again.result === 'matches') counted.matching += 1;
      else sentences.push(`${again.sentence} It was computed by code ${figures.codeVersion}.`);
    }
    return sentences;
  };
  return { counted, faults };
}
