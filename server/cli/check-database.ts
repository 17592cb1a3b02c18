import { asc } from 'drizzle-orm';
import { type ChainCheck, verifyChain } from '../audit/verify-chain.ts';
import type { Database } from '../db/database.ts';
import { checkBundle } from './check-bundle.ts';
import { checkDealEstimates } from './check-estimates.ts';
import { checkFacts } from './check-facts.ts';
import { checkStoredTerms } from './check-stored-terms.ts';
import type { Finding } from './finding.ts';
import type { ReadableDatabase } from './open-database.ts';
import { createProgress } from './progress.ts';
import { compileShelf, type Shelf } from './recompute-estimate.ts';
import { dealsWithEstimates } from './saved-estimates.ts';
import { readStoredTerms } from './stored-terms.ts';

type SealedDatabase = ReadableDatabase & Pick<Database, 'seal'>;

export type PortalCheck = {
  readonly portalId: string;
  readonly name: string;
  readonly chain: ChainCheck;
  readonly estimates: { readonly checked: number; readonly matching: number };
  /** Booked days. */
  readonly facts: { readonly checked: number; readonly matching: number };
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
  showsProgress: boolean,
): Promise<DatabaseCheck> {
  const { query, tables, file } = database;
  const stored = await readStoredTerms(database);
  const findings: Finding[] = [...checkStoredTerms(stored, checkBundle().versions).findings];
  const portals: PortalCheck[] = [];
  for (const portal of await query.select().from(tables.portals).orderBy(asc(tables.portals.portalId))) {
    const { portalId } = portal;
    const shelf = compileShelf(stored, portalId);
    const check = await checkPortal(database, portal, { shelf, showsProgress });
    portals.push(check.portal);
    findings.push(...check.findings);
  }
  return { ok: findings.length === 0, database: file, portals, findings };
}

async function checkPortal(
  database: SealedDatabase,
  { portalId, name }: { portalId: string; name: string },
  { shelf, showsProgress }: { shelf: Shelf; showsProgress: boolean },
): Promise<{ portal: PortalCheck; findings: Finding[] }> {
  const chain = await verifyChain(database, portalId);
  const findings: Finding[] = [];
  if (!chain.ok) {
    findings.push({
      where: `portal ${portalId}, audit entry ${chain.sequence}`,
      sentence: `${chain.fault}.`,
    });
  }
  const deals = await dealsWithEstimates(database, portalId);
  const progress = createProgress(deals.length, showsProgress);
  let checked = 0;
  let matching = 0;
  for (const [index, dealId] of deals.entries()) {
    const check = await checkDealEstimates(database, { portalId, dealId }, shelf);
    checked += check.checked;
    matching += Math.max(0, check.checked - check.findings.length);
    findings.push(...check.findings);
    await progress.step(`${index + 1} of ${deals.length} deals computed again`);
  }
  progress.end(`${deals.length} deals computed again`);
  const days = await checkFacts(database, portalId, showsProgress);
  findings.push(...days.findings);
  const facts = { checked: days.checked, matching: days.matching };
  return { portal: { portalId, name, chain, estimates: { checked, matching }, facts }, findings };
}
