import { canonicalJson } from '../audit/canonical-json.ts';
import { readFigures } from '../audit/figures.ts';
import type { Finding } from './finding.ts';
import type { ReadableDatabase } from './open-database.ts';
import { parseOrNull, recomputeEstimate, type TermsByHash } from './recompute-estimate.ts';
import { type AuditedSave, auditedSaves, type SavedVersion, savedVersions } from './saved-estimates.ts';

export type EstimatesCheck = { readonly checked: number; readonly findings: readonly Finding[] };

/** Checks the saved estimates of one deal: each computed again, and each held against the audit in both directions. */
export async function checkDealEstimates(
  database: Pick<ReadableDatabase, 'query' | 'tables'>,
  { portalId, dealId }: { portalId: string; dealId: string },
  termsOf: TermsByHash,
): Promise<EstimatesCheck> {
  const versions = await savedVersions(database, portalId, dealId);
  const audited = auditByVersion(await auditedSaves(database, portalId, dealId));
  const whereOf = (version: number) => `portal ${portalId}, deal ${dealId}, version ${version}`;
  const findings: Finding[] = [];
  for (const saved of versions) {
    const sentence =
      (await recomputeEstimate(saved, termsOf)) ?? auditFault(saved, audited.get(saved.version));
    if (sentence) findings.push({ where: whereOf(saved.version), sentence });
    audited.delete(saved.version);
  }
  for (const version of audited.keys()) {
    findings.push({ where: whereOf(version), sentence: 'the audit says it was saved, but it is not there.' });
  }
  return { checked: versions.length, findings };
}

type Audited = AuditedSave & { readonly content: Record<string, unknown> };

function auditByVersion(entries: readonly AuditedSave[]): Map<number, Audited> {
  const byVersion = new Map<number, Audited>();
  for (const entry of entries) {
    const content = parseOrNull(entry.record);
    if (content === null || typeof content !== 'object') continue;
    const fields: Record<string, unknown> = { ...content };
    if (typeof fields.version === 'number') byVersion.set(fields.version, { ...entry, content: fields });
  }
  return byVersion;
}

/** An estimate that was rewritten so that its figures still match is found here: the chain holds what was saved. */
function auditFault(saved: SavedVersion, audited: Audited | undefined): string | null {
  if (!audited) return 'the audit does not say that it was saved.';
  const [figures] = readFigures(audited.content);
  const said = {
    sizing: figures?.inputs.sizing,
    estimate: figures?.output,
    priceBookHash: figures?.priceBook.hash,
    policyHash: figures?.policy.hash,
    savedBy: audited.actor,
    savedAt: audited.at,
  };
  const is = {
    sizing: parseOrNull(saved.sizing),
    estimate: parseOrNull(saved.estimate),
    priceBookHash: saved.priceBookHash,
    policyHash: saved.policyHash,
    savedBy: saved.savedBy,
    savedAt: saved.savedAt,
  };
  return canonicalJson(said) === canonicalJson(is) ? null : 'it is not what the audit says was saved.';
}
