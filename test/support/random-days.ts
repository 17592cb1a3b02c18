import { type AllocationMethod, compileRates, type PriceBook } from '@dealfloor/price-book';
import fc from 'fast-check';
import type { TermsOfDay } from '../../server/facts/day-terms.ts';
import { creditPayerOf } from '../../server/facts/tenant-terms.ts';
import type { DayUsage } from '../../server/facts/usage-source.ts';
import { SEED_BOOK } from '../price-book/worlds.ts';
import type { OracleDay } from './booking-oracle.ts';

export const TENANT_IDS = ['t_1', 't_10', 't_2', 't_3', 't_é'];
/** Upstream endpoints, and an add-on that is never billable. */
export const ENDPOINTS = [
  ...SEED_BOOK.endpoints.filter(({ billable }) => billable).slice(0, 3),
  ...SEED_BOOK.endpoints.filter(({ billable }) => !billable).slice(0, 1),
].map(({ id }) => id);

const few = fc.oneof(
  fc.constant(0n),
  fc.bigInt({ min: 0n, max: 50n }),
  fc.bigInt({ min: 0n, max: 10n ** 9n }),
);

/** A day's usage of one endpoint by one account, in any meters. */
export function usageOf(tenantIds: readonly string[], endpoints: readonly string[]): fc.Arbitrary<DayUsage> {
  return fc.record({
    tenantId: fc.constantFrom(...tenantIds),
    endpoint: fc.constantFrom(...endpoints),
    attempts: few,
    failedAttempts: few,
    cacheHits: few,
    billableCalls: few,
    upstreamLatencyMs: few,
    milliCredits: few,
    dbWrites: few,
    dbReads: few,
    workerMs: few,
    llmInputTokens: few,
    llmOutputTokens: few,
    egressBytes: few,
  });
}

/** A log's day: each pair of account and endpoint once, in any order. */
export function logDay(tenantIds = TENANT_IDS, endpoints = ENDPOINTS): fc.Arbitrary<DayUsage[]> {
  return fc.uniqueArray(usageOf(tenantIds, endpoints), {
    maxLength: 8,
    selector: (row) => `${row.tenantId} ${row.endpoint}`,
  });
}

const share = fc.constantFrom('0', '0.1', '0.25', '0.333333333333', '1', '7');

export const method: fc.Arbitrary<AllocationMethod> = fc.oneof(
  fc.constantFrom<AllocationMethod>(
    { kind: 'even' },
    { kind: 'revenue' },
    { kind: 'calls' },
    { kind: 'worker-seconds' },
  ),
  fc
    .record({ even: share, revenue: share, calls: share, workerSeconds: share })
    .filter((weights) => Object.values(weights).some((weight) => weight !== '0'))
    .map((weights): AllocationMethod => ({ kind: 'blend', weights })),
);

const price = fc.constantFrom('0', '0.0008', '0.000000085', '0.085', '0.0000004', '1.23456789012');

/** Price books: rates that end in halves of a nano-dollar, a meter without a price, a ladder of credits. */
export const book: fc.Arbitrary<PriceBook> = fc
  .record({
    rates: fc.record({
      credit: price,
      db_write: price,
      db_read: price,
      worker_sec: fc.option(price, { nil: undefined, freq: 8 }),
      llm_input_token: price,
      llm_output_token: price,
      egress_gb: price,
    }),
    creditPacks: fc.option(
      fc.record({
        otherCreditsPerMonth: fc.nat({ max: 2_000_000 }),
        usdPerCredit: fc.constant<{ upTo: number | null; price: string }[]>([
          { upTo: 1_000, price: '0.0011' },
          { upTo: 1_000_000, price: '0.00077' },
          { upTo: null, price: '0.000333333333' },
        ]),
      }),
      { freq: 2 },
    ),
  })
  .map(
    ({ rates: { worker_sec, ...others }, creditPacks }): PriceBook => ({
      ...SEED_BOOK,
      rates: worker_sec === undefined ? others : { ...others, worker_sec },
      creditPacks,
    }),
  );

const pool = fc.option(fc.bigInt({ min: 0n, max: 10n ** 13n }), { freq: 8 });

const tenant = fc.record({
  keyMode: fc.constantFrom('shared' as const, 'byo' as const, 'hybrid' as const),
  costClass: fc.constantFrom('cogs' as const, 'cac' as const),
  revenueNanoUsd: few,
});

export type RandomDay = { readonly terms: TermsOfDay; readonly usage: readonly DayUsage[] };

/** The terms of a day with its accounts, and a log that may name accounts and endpoints that nobody knows. */
export const randomDay: fc.Arbitrary<RandomDay> = fc
  .record({
    book,
    method,
    pool,
    tenants: fc.array(tenant, { minLength: TENANT_IDS.length, maxLength: TENANT_IDS.length }),
    usage: logDay([...TENANT_IDS, 'nobody'], [...ENDPOINTS, '/no-such-endpoint/']),
  })
  .map((drawn) => {
    const accounts = TENANT_IDS.flatMap((tenantId, index) => {
      const chosen = drawn.tenants[index];
      return chosen ? [{ tenantId, ...chosen }] : [];
    });
    const terms: TermsOfDay = {
      rates: compileRates(drawn.book),
      method: drawn.method,
      poolNanoUsd: drawn.pool,
      tenants: new Map(accounts.map((account) => [account.tenantId, tenantRow(account)])),
      revenueNanoUsd: new Map(accounts.map((account) => [account.tenantId, account.revenueNanoUsd])),
    };
    return { terms, usage: drawn.usage };
  });

type Account = { tenantId: string; keyMode: 'shared' | 'byo' | 'hybrid'; costClass: 'cogs' | 'cac' };

function tenantRow({ tenantId, keyMode, costClass }: Account) {
  const unsaid = {
    ownerId: null,
    cohort: null,
    companyId: null,
    dealId: null,
    useCase: null,
    importId: null,
  };
  const placed = { portalId: 'p', effectiveFrom: '2026-01-01', name: tenantId, plan: 'team' };
  return { tenantId, keyMode, costClass, ...placed, ...unsaid };
}

/** The same day for the oracle: what can be charged to an account. */
export function oracleDay({ terms, usage }: RandomDay): OracleDay {
  const known = usage.filter(
    (row) => terms.tenants.has(row.tenantId) && terms.rates.endpoints.has(row.endpoint),
  );
  return {
    book: terms.rates.book,
    method: terms.method,
    poolNanoUsd: terms.poolNanoUsd,
    accounts: [...Map.groupBy(known, (row) => row.tenantId)].map(([id, rows]) => {
      const account = terms.tenants.get(id);
      return {
        id,
        rows,
        paysOwnCredits: account ? creditPayerOf(account) === 'customer' : false,
        revenueNanoUsd: terms.revenueNanoUsd.get(id) ?? 0n,
      };
    }),
  };
}
