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
  { from, to }: BookedWindow,
  { tenantId, costClass }: Asked,
): Promise<EndpointCost | null> {
  const costs = await costsByEndpoint(database).execute({ portalId, tenantId, from, to, costClass });
  return costs.reduce<EndpointCost | null>((top, one) => (top && !isDearer(one, top) ? top : one), null);
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
