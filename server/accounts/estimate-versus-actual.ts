import {
  type AccountRow,
  type EstimateVersusActual,
  parseMoney,
  printMoney,
  type Rates,
  roundHalfEven,
} from '@dealfloor/price-book';
import { desc, sql } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import { prepared } from '../db/prepared.ts';
import { findCopy } from '../deals/deal-copy.ts';
import { type EstimateRow, estimateVersion, latestEstimate } from '../estimates/estimate-rows.ts';
import type { TenantRow } from '../facts/tenant-terms.ts';
import { firstDayOf } from './account-costs.ts';
import { type AccountSums, costOf } from './account-figures.ts';
import type { Fact } from './account-history.ts';
import type { BookedWindow } from './account-window.ts';
import { driftSentence } from './drift-sentence.ts';

const ESTIMATE_DAYS = 30n;

export type Actual = {
  readonly window: BookedWindow;
  readonly account: AccountRow;
  readonly sums: AccountSums;
  readonly facts: readonly Fact[];
  readonly rates: Rates | null;
};

/** The deal by which an account was sold beside what it runs at, both per day; null where no estimate is known. */
export async function estimateVersusActual(
  database: Database,
  { portalId, tenantId, dealId }: TenantRow,
  actual: Actual,
): Promise<EstimateVersusActual | null> {
  if (dealId === null) return null;
  const signed = await signedEstimate(database, portalId, dealId);
  if (!signed) return null;
  const { estimate, version } = signed;
  const { sums, facts, rates } = actual;
  const first = await firstDayOf(database, portalId, tenantId);
  const days = BigInt(actual.window.booked.filter((day) => first !== null && day >= first).length);
  const cost = costOf(sums);
  const signedCalls = BigInt(estimate.months[0]?.calls ?? '0');
  const { grossMargin, billableCalls } = actual.account.figures;
  const signedCost = estimate.month.costUsd;
  return {
    dealId,
    dealName: (await findCopy(database, portalId, dealId))?.name ?? dealId,
    estimateVersion: version,
    signedMarginPercent: estimate.term.grossMargin.percent,
    actualMarginPercent: grossMargin.percent,
    signedCostPerDayUsd: signedCost === null ? null : perDay(parseMoney(signedCost), ESTIMATE_DAYS),
    actualCostPerDayUsd: cost === null || days === 0n ? null : perDay(cost, days),
    signedCallsPerDay: wholePerDay(signedCalls, ESTIMATE_DAYS),
    actualCallsPerDay: wholePerDay(BigInt(billableCalls), days),
    sentence: driftSentence(estimate, { sums, facts, days, rates, grossMargin }),
  };
}

function perDay(nanoUsd: bigint, days: bigint): string {
  return printMoney(roundHalfEven(nanoUsd, days));
}

function wholePerDay(count: bigint, days: bigint): string {
  return days === 0n ? '0' : roundHalfEven(count, days).toString();
}

const approvedVersion = prepared(({ query, tables: { signOffs } }) =>
  query
    .select({ version: sql`max(${signOffs.estimateVersion}, ${signOffs.coversVersion})`.mapWith(Number) })
    .from(signOffs)
    .where(
      sql`${signOffs.portalId} = ${sql.placeholder('portalId')} and ${signOffs.dealId} = ${sql.placeholder('dealId')} and ${signOffs.state} in ('approved', 'approved-with-conditions', 'second-look', 'expired', 'superseded')`,
    )
    .orderBy(desc(signOffs.estimateVersion))
    .limit(1)
    .prepare(),
);

/** The newest version that was ever approved, or kept under an approval; without one the deal's newest version. */
async function signedEstimate(
  database: Database,
  portalId: string,
  dealId: string,
): Promise<EstimateRow | null> {
  const version = (await approvedVersion(database).execute({ portalId, dealId }))[0]?.version ?? null;
  if (version !== null) {
    const approved = await estimateVersion(database, portalId, dealId, version);
    if (approved) return approved;
  }
  return latestEstimate(database, portalId, dealId);
}
