import type { AuditRow, Person } from '@dealfloor/price-book';
import { and, desc, eq, inArray, like, lt, notInArray, sql } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import { prepared } from '../db/prepared.ts';
import { listPeople } from '../people/actor.ts';
import type { AuditEntry } from './chain.ts';
import { fieldsOf, standingAfter, whatHappened } from './entry-words.ts';
import { readFigures } from './figures.ts';

/** Turns the entries of a portal into lines of a list, with the names that they have today. */
export async function auditRows(
  database: Database,
  portalId: string,
  entries: readonly AuditEntry[],
): Promise<AuditRow[]> {
  const names = new Map((await listPeople(database, portalId)).map(({ userId, name }) => [userId, name]));
  const deals = await dealNames(database, portalId, entries);
  const rows: AuditRow[] = [];
  for (const entry of entries) {
    const fields = fieldsOf(entry.record);
    const [figures] = readFigures(fields);
    const { dealId, action } = entry;
    const after = standingAfter(action, fields);
    rows.push({
      sequence: entry.sequence,
      at: entry.at,
      who: { userId: entry.actor, name: text(fields.actorName) ?? names.get(entry.actor) ?? entry.actor },
      onBehalfOf: onBehalfOf(fields, names),
      action,
      what: whatHappened(action, fields),
      deal: dealId === null ? null : { dealId, name: deals.get(dealId) ?? `Deal ${dealId}` },
      before: text(fields.before) ?? (after === null ? null : await standingBefore(database, entry)),
      after,
      priceBook: figures?.priceBook.version ?? null,
      policy: figures?.policy.version ?? null,
      via: entry.via,
    });
  }
  return rows;
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function onBehalfOf(fields: Record<string, unknown>, names: ReadonlyMap<string, string>): Person | null {
  const { decision } = fields;
  const said = decision !== null && typeof decision === 'object' ? { ...decision } : fields;
  const userId = 'onBehalfOf' in said ? text(said.onBehalfOf) : null;
  return userId === null ? null : { userId, name: names.get(userId) ?? userId };
}

async function dealNames(
  { query, tables: { deals } }: Database,
  portalId: string,
  entries: readonly AuditEntry[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(entries.flatMap(({ dealId }) => dealId ?? []))];
  if (ids.length === 0) return new Map();
  const rows = await query
    .select({ dealId: deals.dealId, name: deals.name })
    .from(deals)
    .where(and(eq(deals.portalId, portalId), inArray(deals.dealId, ids)));
  return new Map(rows.map(({ dealId, name }) => [dealId, name]));
}

const SAYS_NO_STATUS = ['sign-off-commented', 'sign-off-kept', 'sign-off-handed-on', 'sign-off-asked-anew'];

const lastOfKind = prepared(({ query, tables: { auditEntries } }) =>
  query
    .select({ action: auditEntries.action, record: auditEntries.record })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.portalId, sql.placeholder('portalId')),
        eq(auditEntries.dealId, sql.placeholder('dealId')),
        lt(auditEntries.sequence, sql.placeholder('sequence')),
        like(auditEntries.action, sql.placeholder('kind')),
        notInArray(auditEntries.action, SAYS_NO_STATUS),
      ),
    )
    .orderBy(desc(auditEntries.sequence))
    .limit(1)
    .prepare(),
);

/** Where the deal stood by the entry of the same kind before this one. */
async function standingBefore(
  database: Database,
  { portalId, dealId, sequence, action }: AuditEntry,
): Promise<string | null> {
  if (dealId === null) return null;
  const kind = action.startsWith('sign-off-') ? 'sign-off-%' : action;
  const [before] = await lastOfKind(database).execute({ portalId, dealId, sequence, kind });
  return before ? standingAfter(before.action, fieldsOf(before.record)) : null;
}
