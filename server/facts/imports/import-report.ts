import { addDays } from '../../clock.ts';
import type { Findings } from './findings.ts';
import type { KindName } from './import-kind.ts';
import type { Written } from './write-rows.ts';

/** What an import did, or would do; amounts in nano-USD. */
export type ImportReport = {
  readonly kind: KindName;
  readonly file: string;
  /** Null where nothing was written: a dry run, or a file that says what stands already. */
  readonly importId: string | null;
  readonly isDryRun: boolean;
  /** The import that handed in these very bytes before, and still stands. */
  readonly sameFileAs: { readonly importId: string; readonly at: string } | null;
  readonly rows: number;
  readonly added: number;
  readonly replaced: number;
  readonly unchanged: number;
  readonly tenants: number;
  readonly days: number;
  readonly from: string;
  readonly to: string;
  /** UTC days between the first and the last of the file that it has nothing for. */
  readonly missingDays: readonly string[];
  readonly createdTenants: readonly string[];
  readonly unknownEndpoints: readonly string[];
  readonly priceVersions: readonly string[];
  readonly smallGaps: number;
  readonly largestGapNanoUsd: bigint;
  readonly keptTotals: number;
  readonly rounded: number;
};

export type ReportFrame = Pick<ImportReport, 'kind' | 'file' | 'importId' | 'isDryRun' | 'sameFileAs'>;

export function reportOf(frame: ReportFrame, findings: Findings, written: Written): ImportReport {
  const days = [...findings.days].sort();
  const { added, replaced, unchanged } = written;
  return {
    ...frame,
    rows: findings.rows,
    added,
    replaced,
    unchanged,
    tenants: findings.tenants.size,
    days: days.length,
    from: days[0] ?? '',
    to: days.at(-1) ?? '',
    missingDays: missingBetween(days),
    createdTenants: [...findings.unknownTenants.keys()].sort(),
    unknownEndpoints: [...findings.unknownEndpoints].sort(),
    priceVersions: [...findings.priceVersions].sort(),
    smallGaps: findings.smallGaps,
    largestGapNanoUsd: findings.largestGapNanoUsd,
    keptTotals: findings.keptTotals,
    rounded: findings.rounded,
  };
}

/** Days that are not there, between two that are; a file of many years apart is not gone through. */
function missingBetween(days: readonly string[]): string[] {
  return days.flatMap((day, index) => {
    const missing: string[] = [];
    const next = days[index + 1];
    for (let gap = addDays(day, 1); next !== undefined && gap < next && missing.length < MOST_MISSING; ) {
      missing.push(gap);
      gap = addDays(gap, 1);
    }
    return missing;
  });
}

const MOST_MISSING = 1_000;
