import { type CheckedVersion, checkTerms, mergeChecks, type TermsCheck } from './check-terms.ts';
import type { Finding } from './finding.ts';
import type { StoredTerms } from './stored-terms.ts';

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
