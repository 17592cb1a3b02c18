import {
  type AffectedDeal,
  checkSizing,
  compileRates,
  type Estimate,
  estimateDeal,
  type ProposedChange,
} from '@dealfloor/price-book';
import { and, desc, eq } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import { type EstimateRow, latestEstimate } from '../estimates/estimate-rows.ts';
import type { Ports } from '../ports.ts';
import { type LiveTerms, readLiveTerms } from '../price-books/live-terms.ts';

type Terms = Pick<LiveTerms, 'rates' | 'policy' | 'day'>;
type Judged = AffectedDeal['before'];

const MOST_DEALS = 500;

/**
 * Which open deals (of more, the newest 500) would get another verdict: each newest sizing under the terms in force and
 * under the proposed ones. Null for a person, and while there are no terms to compare with.
 */
export async function affectedDeals(ports: Ports, portalId: string, change: ProposedChange) {
  const { database } = ports;
  const live = await readLiveTerms(ports, database, portalId);
  if (!live || change.kind === 'person') return null;
  const proposed = proposedTerms(live, change);
  const open = await openDeals(database, portalId);
  const changed: AffectedDeal[] = [];
  let looked = 0;
  for (const { dealId, name } of open) {
    const row = await latestEstimate(database, portalId, dealId);
    if (!row) continue;
    looked += 1;
    const before = judgedUnder(live, row);
    const after = judgedUnder(proposed, row);
    if (before.word !== after.word) changed.push({ dealId, name, before, after });
  }
  return { looked, changed };
}

/** The proposed version on its first day, the other half as it is in force now. */
function proposedTerms(live: LiveTerms, change: Exclude<ProposedChange, { kind: 'person' }>): Terms {
  const { rates, policy } = live;
  const from = change.kind === 'policy' ? change.policy.effectiveFrom : change.priceBook.effectiveFrom;
  const day = from !== null && from > live.day ? from : live.day;
  if (change.kind === 'policy') return { rates, policy: change.policy, day };
  return { rates: compileRates(change.priceBook), policy, day };
}

async function openDeals({ query, tables: { deals } }: Database, portalId: string) {
  return query
    .select({ dealId: deals.dealId, name: deals.name })
    .from(deals)
    .where(and(eq(deals.portalId, portalId), eq(deals.isClosed, 0)))
    .orderBy(desc(deals.readAt), deals.dealId)
    .limit(MOST_DEALS);
}

/** What a price book no longer has cannot be judged under it. */
function judgedUnder({ rates, policy, day }: Terms, { sizing, estimate }: EstimateRow): Judged {
  if (checkSizing(sizing, rates).length > 0) return { word: 'unknown', marginPercent: null };
  const { comparableAccounts } = estimate.range;
  const again: Estimate = estimateDeal({ sizing, rates, policy, comparableAccounts, day });
  return { word: again.verdict.word, marginPercent: again.term.grossMargin.percent };
}
