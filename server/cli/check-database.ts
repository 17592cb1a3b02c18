import { asc } from 'drizzle-orm';
import type { Seal } from '../audit/seal.ts';
import { createTermsByHash } from '../audit/terms-by-hash.ts';
import type { ChainCheck } from '../audit/verify-chain.ts';
import { checkSummaries } from '../facts/check-summaries.ts';
import { checkBundle } from './check-bundle.ts';
import { type Counted, checkChain, type Outside } from './check-chain.ts';
import { checkDealEstimates } from './check-estimates.ts';
import { checkFacts } from './check-facts.ts';
import { checkStoredTerms } from './check-stored-terms.ts';
import type { Finding } from './finding.ts';
import type { ReadableDatabase } from './open-database.ts';
import { createProgress } from './progress.ts';
import { dealsWithEstimates } from './saved-estimates.ts';
import { readStoredTerms } from './stored-terms.ts';

type SealedDatabase = ReadableDatabase & { readonly seal: Pick<Seal, 'under'> };

export type PortalCheck = {
  readonly portalId: string;
  readonly name: string;
  readonly chain: ChainCheck;
  readonly figures: Counted;
  readonly decisions: Counted;
  readonly estimates: Counted;
  /** Booked days. */
  readonly facts: Counted;
  /** Accounts over 30 and 90 days. */
  readonly summaries: Counted;
};
export type DatabaseCheck = {
  readonly ok: boolean;
  readonly database: string;
  readonly portals: readonly PortalCheck[];
  readonly findings: readonly Finding[];
};

/** Checks what was promised never to change: audit chains, prices and policies, every saved figure and booked day. */
export async function checkDatabase(
  database: SealedDatabase,
  outside: Outside,
  showsProgress: boolean,
): Promise<DatabaseCheck> {
  const { query, tables, file } = database;
  const stored = await readStoredTerms(database);
  const findings: Finding[] = [...checkStoredTerms(stored, checkBundle().versions).findings];
  const portals: PortalCheck[] = [];
  for (const portal of await query.select().from(tables.portals).orderBy(asc(tables.portals.portalId))) {
    const check = await checkPortal(database, portal, outside, showsProgress);
    portals.push(check.portal);
    findings.push(...check.findings);
  }
  return { ok: findings.length === 0, database: file, portals, findings };
}

async function checkPortal(
  database: SealedDatabase,
  { portalId, name }: { portalId: string; name: string },
  outside: Outside,
  showsProgress: boolean,
): Promise<{ portal: PortalCheck; findings: Finding[] }> {
  const { chain, figures, decisions, ...walked } = await checkChain(database, portalId, outside);
  const estimates = await checkEstimates(database, portalId, showsProgress);
  const days = await checkFacts(database, portalId, showsProgress);
  const rolled = await checkSummaries(database, portalId);
  const summaries = { checked: rolled.checked, matching: rolled.checked - rolled.differing.length };
  const findings = [...walked.findings, ...estimates.findings, ...days.findings];
  for (const { tenantId, windowDays } of rolled.differing) {
    findings.push({
      where: `portal ${portalId}, account ${tenantId}, ${windowDays} days`,
      sentence: 'its rolled figures are not what its booked days add up to.',
    });
  }
  const { checked, matching } = days;
  const facts = { checked, matching };
  const portal = {
    ...{ portalId, name, chain, figures, decisions },
    estimates: estimates.counted,
    facts,
    summaries,
  };
  return { portal, findings };
}

async function checkEstimates(database: SealedDatabase, portalId: string, showsProgress: boolean) {
  const termsOf = createTermsByHash(database, portalId);
  const deals = await dealsWithEstimates(database, portalId);
  const progress = createProgress(deals.length, showsProgress);
  const counted = { checked: 0, matching: 0 };
  const findings: Finding[] = [];
  for (const [index, dealId] of deals.entries()) {
    const check = await checkDealEstimates(database, { portalId, dealId }, termsOf);
    counted.checked += check.checked;
    counted.matching += Math.max(0, check.checked - check.findings.length);
    findings.push(...check.findings);
    await progress.step(`${index + 1} of ${deals.length} deals computed again`);
  }
  progress.end(`${deals.length} deals computed again`);
  return { counted, findings };
}
