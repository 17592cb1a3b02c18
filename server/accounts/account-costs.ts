import type { CostClass } from '@dealfloor/price-book';
import { sql } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import { prepared } from '../db/prepared.ts';
import type { BookedWindow } from './account-window.ts';

/** Known cost of an endpoint in nano-USD. */
export type EndpointCost = { readonly endpoint: string; readonly nanoUsd: bigint };

const costsByEndpoint = prepared(({ query, tables: { tenantCostDaily: facts } }) =>
  query
    .select({
      endpoint: facts.endpoint,
      nanoUsd:
        sql`coalesce(sum(${facts.variableNanoUsd}), 0) + coalesce(sum(${facts.sharedNanoUsd}), 0)`.mapWith(
          BigInt,
        ),
    })
    .from(facts)
    .where(
      sql`${facts.portalId} = ${sql.placeholder('portalId')} and ${facts.tenantId} = ${sql.placeholder('tenantId')} and ${facts.eventDate} between ${sql.placeholder('from')} and ${sql.placeholder('to')} and ${facts.costClass} = ${sql.placeholder('costClass')}`,
    )
    .groupBy(facts.endpoint)
    .prepare(),
);

type Asked = { readonly tenantId: string; readonly costClass: CostClass };

/** The endpoint on which an account's known cost is highest, the lower name at a tie; null without any use. */
export async function topEndpoint(
  database: Database,
  portalId: string,
  window: BookedWindow,
  { tenantId, costClass }: Asked,
): Promise<EndpointCost | null> {
  const known = keptTops(database, portalId, window);
  const key = `${costClass} ${tenantId}`;
  const kept = known.get(key);
  if (kept !== undefined) return kept;
  const { from, to } = window;
  const costs = await costsByEndpoint(database).execute({ portalId, tenantId, from, to, costClass });
  const top = costs.reduce<EndpointCost | null>(
    (most, one) => (most && !isDearer(one, most) ? most : one),
    null,
  );
  known.set(key, top);
  return top;
}

type Kept = { readonly version: string; readonly tops: Map<string, EndpointCost | null> };

const keptByConnection = new WeakMap<object, Map<string, Kept>>();

/** What was found for a window holds until one of its days is booked anew: a book reads a hundred accounts' facts. */
function keptTops(
  { connection }: Database,
  portalId: string,
  { window, version }: BookedWindow,
): Kept['tops'] {
  const windows = keptByConnection.get(connection) ?? new Map<string, Kept>();
  keptByConnection.set(connection, windows);
  const key = `${window} ${portalId}`;
  const kept = windows.get(key);
  if (kept?.version === version) return kept.tops;
  const tops = new Map<string, EndpointCost | null>();
  windows.set(key, { version, tops });
  return tops;
}

function isDearer(a: EndpointCost, b: EndpointCost): boolean {
  return a.nanoUsd === b.nanoUsd ? a.endpoint < b.endpoint : a.nanoUsd > b.nanoUsd;
}

const firstUse = prepared(({ query, tables: { tenantCostDaily: facts } }) =>
  query
    .select({ day: facts.eventDate })
    .from(facts)
    .where(
      sql`${facts.portalId} = ${sql.placeholder('portalId')} and ${facts.tenantId} = ${sql.placeholder('tenantId')}`,
    )
    .orderBy(facts.eventDate)
    .limit(1)
    .prepare(),
);

/** The first UTC day on which an account used anything, on trial or not; null when it never did. */
export async function firstDayOf(database: Database, portalId: string, tenantId: string) {
  return (await firstUse(database).execute({ portalId, tenantId }))[0]?.day ?? null;
}
