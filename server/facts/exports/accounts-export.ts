import { type Margin, marginOf, marginPercent } from '@dealfloor/price-book';
import type { Database } from '../../db/database.ts';
import { type TenantRow, tenantsOn } from '../tenant-terms.ts';
import {
  type ExportColumn,
  type ExportRow,
  type ExportSpan,
  type ExportTable,
  UNKNOWN,
} from './export-table.ts';
import { marginsQuery } from './read-margins.ts';

type Readable = Omit<Database, 'writer' | 'seal'>;
type Margins = Awaited<ReturnType<typeof marginsQuery>>[number];
type Line = Margins & {
  readonly tenant: Omit<TenantRow, 'tenantId'> | undefined;
  /** In tenths of a percent, rounded down; of nothing used it is unknown. */
  readonly creditShareTenths: bigint | null;
  readonly creditCut: string;
};
type Field = ExportColumn & { readonly cell: (line: Line) => string | bigint | null };

const text = (name: string, cell: Field['cell']): Field => ({ name, scale: null, cell });
const count = (name: string, cell: Field['cell']): Field => ({ name, scale: 0, cell });
const tenths = (name: string, cell: Field['cell']): Field => ({ name, scale: 1, cell });
const usd = (name: string, cell: Field['cell']): Field => ({ name, scale: 9, cell });

const FIELDS: readonly Field[] = [
  text('tenant_id', (line) => line.tenantId),
  text('name', ({ tenant }) => tenant?.name ?? null),
  text('plan', ({ tenant }) => tenant?.plan ?? null),
  text('key_mode', ({ tenant }) => tenant?.keyMode ?? null),
  text('owner_id', ({ tenant }) => tenant?.ownerId ?? null),
  text('cohort', ({ tenant }) => tenant?.cohort ?? null),
  count('cost_days', (line) => line.costDays),
  count('revenue_days', (line) => line.revenueDays),
  count('api_calls', (line) => line.billableCalls),
  { name: 'credits', scale: 3, cell: (line) => line.milliCredits },
  tenths('credit_share_percent', (line) => line.creditShareTenths),
  text('credit_cut', (line) => line.creditCut),
  usd('revenue_usd', (line) => line.revenueNanoUsd),
  usd('variable_cost', (line) => line.variableNanoUsd),
  usd('allocated_shared', (line) => line.sharedNanoUsd),
  usd('total_cost', costOf),
  usd('left_over_usd', leftOverOf),
  tenths('gross_margin_percent', marginTenthsOf),
  text('margin_state', (line) => MARGIN_STATES[marginOfLine(line).state]),
  usd('sales_cost', (line) => line.salesNanoUsd),
  usd('customer_cost', (line) => line.customerNanoUsd),
];

/** What accounts cost, earned and left over in a span of days, the least left over first; names accounts, no people. */
export function accountsExport(database: Readable, portalId: string, span: ExportSpan): ExportTable {
  return { columns: FIELDS, rows: () => readAccounts(database, portalId, span) };
}

async function* readAccounts(
  database: Readable,
  portalId: string,
  span: ExportSpan,
): AsyncGenerator<ExportRow> {
  const tenants = await tenantsOn(database, portalId, span.to);
  const accounts = await marginsQuery(database, portalId, span);
  const heaviest = accounts.toSorted(byCreditsThenId).map(({ tenantId }) => tenantId);
  const rank = new Map(heaviest.map((tenantId, at) => [tenantId, at]));
  const credits = accounts.reduce((sum, { milliCredits }) => sum + milliCredits, 0n);
  for (const margins of accounts) {
    const line = {
      ...margins,
      tenant: tenants.get(margins.tenantId),
      creditShareTenths: credits === 0n ? null : (margins.milliCredits * 1_000n) / credits,
      creditCut: cutOf(rank.get(margins.tenantId) ?? 0, accounts.length),
    };
    yield FIELDS.map(({ cell }) => cell(line));
  }
}

function byCreditsThenId(a: Margins, b: Margins): number {
  if (a.milliCredits !== b.milliCredits) return a.milliCredits > b.milliCredits ? -1 : 1;
  return a.tenantId < b.tenantId ? -1 : 1;
}

/** Two cuts, each by its name: the twentieth of the accounts that uses most credits, and the tenth. */
function cutOf(rank: number, accounts: number): string {
  if (rank < Math.ceil(accounts / 20)) return 'top 5%';
  return rank < Math.ceil(accounts / 10) ? 'top 10%' : '';
}

/** Without a day of cost nothing was spent; the days say so beside it. */
function costOf({ costDays, variableNanoUsd, sharedNanoUsd }: Margins): bigint | null {
  if (costDays === 0n) return 0n;
  return variableNanoUsd === null || sharedNanoUsd === null ? null : variableNanoUsd + sharedNanoUsd;
}

function leftOverOf(line: Margins): bigint | null {
  const cost = costOf(line);
  return cost === null ? null : (line.revenueNanoUsd ?? 0n) - cost;
}

function marginOfLine(line: Margins): Margin {
  return marginOf(line.revenueNanoUsd ?? 0n, costOf(line));
}

const MARGIN_STATES: Record<Margin['state'], string> = {
  known: 'known',
  'no-revenue': 'no revenue',
  indeterminate: UNKNOWN,
};

/** The shown percentage with its one decimal, as a number; where there is none, the state says why. */
function marginTenthsOf(line: Margins): bigint | null {
  const percent = marginPercent(marginOfLine(line));
  return percent === null ? null : BigInt(percent.replace('.', ''));
}
