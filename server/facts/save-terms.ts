import { sql } from 'drizzle-orm';
import { appendEntry } from '../audit/append-entry.ts';
import { contentHash } from '../audit/canonical-json.ts';
import { type Database, type Transaction, transact } from '../db/database.ts';
import type { Actor } from '../people/actor.ts';
import type { Ports } from '../ports.ts';

type Tables = Database['tables'];
type Handed<Name extends 'tenants' | 'tenantRevenueDaily' | 'sharedInfraDaily'> = Omit<
  Tables[Name]['$inferInsert'],
  'portalId' | 'importId'
>;

export type TenantTerms = Handed<'tenants'>;
export type DayRevenue = Handed<'tenantRevenueDaily'>;
export type PoolPart = Handed<'sharedInfraDaily'>;

/** What days are booked by besides usage: accounts from a day on, revenue of days, parts of the pool of days. */
export type Terms = {
  readonly tenants: readonly TenantTerms[];
  readonly revenue: readonly DayRevenue[];
  readonly pool: readonly PoolPart[];
};

const CHUNK = 500;

/** Writes the terms of days; a row of the same key is replaced, so that handing in the same again changes nothing. */
export async function saveTerms(ports: Ports, actor: Actor, terms: Terms): Promise<void> {
  const record = {
    tenants: terms.tenants.length,
    revenue: terms.revenue.length,
    pool: terms.pool.length,
    hash: contentHash(asText(terms)),
  };
  await transact(ports.database, async (transaction) => {
    await saveTenants(transaction, actor.portalId, terms.tenants);
    await saveRevenue(transaction, actor.portalId, terms.revenue);
    await savePool(transaction, actor.portalId, terms.pool);
    const at = ports.clock.now();
    await appendEntry(transaction, actor, { action: 'terms-saved', dealId: null, at, record });
  });
}

async function saveTenants(
  { query, tables: { tenants } }: Transaction,
  portalId: string,
  rows: readonly TenantTerms[],
): Promise<void> {
  for (const row of rows) {
    const values = { ...row, portalId, importId: null };
    const target = [tenants.portalId, tenants.tenantId, tenants.effectiveFrom];
    await query.insert(tenants).values(values).onConflictDoUpdate({ target, set: values });
  }
}

async function saveRevenue(
  { query, tables: { tenantRevenueDaily: revenue } }: Transaction,
  portalId: string,
  rows: readonly DayRevenue[],
): Promise<void> {
  const target = [revenue.portalId, revenue.tenantId, revenue.eventDate];
  const set = { dayRevenueNanoUsd: sql`excluded.day_revenue_nano_usd`, importId: null };
  for (const part of chunksOf(rows)) {
    const values = part.map((row) => ({ ...row, portalId }));
    await query.insert(revenue).values(values).onConflictDoUpdate({ target, set });
  }
}

async function savePool(
  { query, tables: { sharedInfraDaily: pool } }: Transaction,
  portalId: string,
  rows: readonly PoolPart[],
): Promise<void> {
  const target = [pool.portalId, pool.eventDate, pool.component];
  const set = { amountNanoUsd: sql`excluded.amount_nano_usd`, importId: null };
  for (const part of chunksOf(rows)) {
    const values = part.map((row) => ({ ...row, portalId }));
    await query.insert(pool).values(values).onConflictDoUpdate({ target, set });
  }
}

function chunksOf<Row>(rows: readonly Row[]): Row[][] {
  const chunks: Row[][] = [];
  for (let from = 0; from < rows.length; from += CHUNK) chunks.push(rows.slice(from, from + CHUNK));
  return chunks;
}

function asText({ tenants, revenue, pool }: Terms) {
  return {
    tenants,
    revenue: revenue.map((row) => ({ ...row, dayRevenueNanoUsd: String(row.dayRevenueNanoUsd) })),
    pool: pool.map((row) => ({ ...row, amountNanoUsd: String(row.amountNanoUsd) })),
  };
}
