import type { Rounding } from './cells.ts';

/** An account that the portal does not know, and the first day on which the file has it. */
export type UnknownTenant = { readonly row: number; firstDay: string };

/** What a file holds, counted while it is read; amounts in nano-USD. */
export type Findings = Rounding & {
  rows: number;
  readonly tenants: Set<string>;
  readonly days: Set<string>;
  readonly priceVersions: Set<string>;
  readonly unknownTenants: Map<string, UnknownTenant>;
  readonly unknownEndpoints: Set<string>;
  /** Rows whose total differs from their parts by no more than a cent: the parts rule. */
  smallGaps: number;
  largestGapNanoUsd: bigint;
  /** Rows whose total rules although it differs by more. */
  keptTotals: number;
};

export function createFindings(): Findings {
  return {
    rows: 0,
    rounded: 0,
    tenants: new Set(),
    days: new Set(),
    priceVersions: new Set(),
    unknownTenants: new Map(),
    unknownEndpoints: new Set(),
    smallGaps: 0,
    largestGapNanoUsd: 0n,
    keptTotals: 0,
  };
}

/** Notes an account that is none yet. */
export function noteUnknownTenant(findings: Findings, tenantId: string, row: number, day: string): void {
  const known = findings.unknownTenants.get(tenantId);
  if (!known) findings.unknownTenants.set(tenantId, { row, firstDay: day });
  else if (day < known.firstDay) known.firstDay = day;
}
