import { asc, sql } from 'drizzle-orm';
import {
  type CheckedVersion,
  checkTerms,
  mergeChecks,
  type TermsCheck,
  type TermsKind,
} from './check-terms.ts';
import type { Finding } from './finding.ts';
import type { ReadableDatabase } from './open-database.ts';

type StoredTerms = {
  readonly kind: TermsKind;
  readonly portalId: string;
  readonly version: string;
  readonly hash: string;
  readonly text: string;
};

/** The price books and policies that a database holds, as the text that was stored. */
export async function readStoredTerms({
  query,
  tables: { priceBooks, policies },
}: Pick<ReadableDatabase, 'query' | 'tables'>): Promise<StoredTerms[]> {
  const books = await query
    .select({
      portalId: priceBooks.portalId,
      version: priceBooks.version,
      hash: priceBooks.hash,
      text: sql<string>`${priceBooks.body}`,
    })
    .from(priceBooks)
    .orderBy(asc(priceBooks.portalId), asc(priceBooks.version));
  const rules = await query
    .select({
      portalId: policies.portalId,
      version: policies.version,
      hash: policies.hash,
      text: sql<string>`${policies.body}`,
    })
    .from(policies)
    .orderBy(asc(policies.portalId), asc(policies.version));
  return [
    ...books.map((row) => ({ kind: 'price book' as const, ...row })),
    ...rules.map((row) => ({ kind: 'policy' as const, ...row })),
  ];
}

/** Checks stored terms: schema, version, stored hash, and that a bundled version has the bundled content. */
export function checkStoredTerms(
  stored: readonly StoredTerms[],
  bundled: readonly CheckedVersion[],
): TermsCheck {
  return mergeChecks(stored.map((row) => checkRow(row, bundled)));
}

function checkRow(row: StoredTerms, bundled: readonly CheckedVersion[]): TermsCheck {
  const where = `portal ${row.portalId}, ${row.kind} ${row.version}`;
  const check = checkTerms(row.kind, where, row.text);
  const [found] = check.versions;
  if (!found) return check;
  const same = bundled.find(({ kind, version }) => kind === row.kind && version === row.version);
  const faults = [
    found.version !== row.version && `its content says version ${found.version}.`,
    found.hash !== row.hash && 'its content is not what was imported: the stored hash differs.',
    same && same.hash !== found.hash && 'it differs from the bundled file of the same version.',
  ];
  const findings: Finding[] = faults.flatMap((sentence) => (sentence ? [{ where, sentence }] : []));
  return { ...check, findings };
}
