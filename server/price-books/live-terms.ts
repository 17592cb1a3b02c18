import type { Policy, Rates } from '@dealfloor/price-book';
import { and, desc, eq, lte, sql } from 'drizzle-orm';
import { dayOf } from '../clock.ts';
import type { Database, Transaction } from '../db/database.ts';
import { prepared } from '../db/prepared.ts';
import type { Ports } from '../ports.ts';
import { bookInForce } from './book-in-force.ts';
import { compiledRates } from './rates-by-version.ts';

/** The price book and the policy in force on a day: one snapshot a request, so that no answer mixes two. */
export type LiveTerms = {
  readonly day: string;
  readonly rates: Rates;
  readonly priceBookHash: string;
  readonly policy: Policy;
  readonly policyHash: string;
};

const livePolicy = prepared(({ query, tables: { policies } }) =>
  query
    .select({ version: policies.version, hash: policies.hash })
    .from(policies)
    .where(
      and(
        eq(policies.portalId, sql.placeholder('portalId')),
        lte(policies.effectiveFrom, sql.placeholder('day')),
      ),
    )
    .orderBy(desc(policies.effectiveFrom), desc(policies.importedAt))
    .limit(1)
    .prepare(),
);

/** The terms in force now; null parts mean that no price book or no policy is live. */
export async function readLiveTerms(
  ports: Pick<Ports, 'clock'>,
  handle: Database | Transaction,
  portalId: string,
): Promise<LiveTerms | null> {
  const day = dayOf(ports.clock.now());
  const book = await bookInForce(handle, portalId, day);
  const policy = (await livePolicy(handle).execute({ portalId, day }))[0];
  if (!book || !policy) return null;
  return {
    day,
    rates: await compiledRates(handle, portalId, book),
    priceBookHash: book.hash,
    policy: await parsedPolicy(handle, portalId, policy.version, policy.hash),
    policyHash: policy.hash,
  };
}

/** Versions never change, so what was compiled under a content hash holds for ever. */
const policiesByHash = new Map<string, Policy>();

async function parsedPolicy(handle: Database | Transaction, portalId: string, version: string, hash: string) {
  const known = policiesByHash.get(hash);
  if (known) return known;
  const { policies } = handle.tables;
  const rows = await handle.query
    .select({ body: policies.body })
    .from(policies)
    .where(and(eq(policies.portalId, portalId), eq(policies.version, version)));
  const policy = only(rows).body;
  policiesByHash.set(hash, policy);
  return policy;
}

function only<Row>(rows: readonly Row[]): Row {
  const row = rows[0];
  if (!row) throw new Error('invariant: a version that was just found is there');
  return row;
}
