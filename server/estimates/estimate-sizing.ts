import { checkSizing, type Estimate, estimateDeal, type Sizing } from '@dealfloor/price-book';
import { and, eq, sql } from 'drizzle-orm';
import { dayOf } from '../clock.ts';
import type { Database, Transaction } from '../db/database.ts';
import { prepared } from '../db/prepared.ts';
import type { Ports } from '../ports.ts';
import { type LiveTerms, readLiveTerms } from '../price-books/live-terms.ts';
import { UnprocessableError } from '../service-error.ts';
import { estimateWithoutBook } from './estimate-without-book.ts';

/** An estimate and the terms it was made under; without a live price book there are none, and it is Unknown. */
export type EstimateUnderTerms = { readonly estimate: Estimate; readonly terms: LiveTerms | null };

const comparable = prepared(({ query, tables: { comparableAccounts } }) =>
  query
    .select({ accounts: comparableAccounts.accounts })
    .from(comparableAccounts)
    .where(
      and(
        eq(comparableAccounts.portalId, sql.placeholder('portalId')),
        eq(comparableAccounts.useCase, sql.placeholder('useCase')),
      ),
    )
    .prepare(),
);

/** Estimates a sizing under the live price book and policy of the portal; what the book does not know is a 422. */
export async function estimateSizing(
  ports: Pick<Ports, 'clock'>,
  handle: Database | Transaction,
  portalId: string,
  sizing: Sizing,
): Promise<EstimateUnderTerms> {
  const terms = await readLiveTerms(ports, handle, portalId);
  if (!terms) return { estimate: estimateWithoutBook(sizing, dayOf(ports.clock.now())), terms };
  const issues = checkSizing(sizing, terms.rates);
  if (issues.length > 0) {
    throw new UnprocessableError(
      'sizing-unknown',
      'The sizing names what the price book does not have.',
      issues.map((issue) => ({ ...issue, path: `sizing.${issue.path}` })),
    );
  }
  const { rates, policy, day } = terms;
  const comparableAccounts = await comparableTo(handle, portalId, sizing.useCase);
  return { estimate: estimateDeal({ sizing, rates, policy, comparableAccounts, day }), terms };
}

async function comparableTo(handle: Database | Transaction, portalId: string, useCase: string | null) {
  if (useCase === null) return null;
  return (await comparable(handle).execute({ portalId, useCase }))[0]?.accounts ?? null;
}
