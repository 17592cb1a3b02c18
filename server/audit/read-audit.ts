import { type AuditPage, type AuditSnapshot, Estimate } from '@dealfloor/price-book';
import { and, asc, desc, eq, gt, gte, lt, notInArray, type SQL } from 'drizzle-orm';
import { addDays } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { type Actor, listPeople } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { NotFoundError } from '../service-error.ts';
import { ACTION_WORDS } from './action-words.ts';
import { auditRows } from './audit-rows.ts';
import type { AuditEntry } from './chain.ts';
import { fieldsOf } from './entry-words.ts';
import { type Figures, readFigures } from './figures.ts';
import { requireAuditor } from './require-auditor.ts';

/** What a person looks for; days are UTC days, both counted. */
export type AuditFilter = {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly person?: string | undefined;
  readonly action?: string | undefined;
  readonly deal?: string | undefined;
  readonly via?: string | undefined;
  /** Leaves out what machines write day after day. */
  readonly routine?: 'hide' | undefined;
};

const PAGE = 50;
const ROUTINE = ['day-booked', 'usage-events-received'];

/** A page of the portal's audit before a sequence, the newest first. */
export async function readAudit(
  { database }: Ports,
  actor: Actor,
  { before, ...filter }: AuditFilter & { before?: number | undefined },
): Promise<AuditPage> {
  requireAuditor(actor);
  const { portalId } = actor;
  const { auditEntries } = database.tables;
  const older = before === undefined ? undefined : lt(auditEntries.sequence, before);
  const entries = await database.query
    .select()
    .from(auditEntries)
    .where(and(matching(database, portalId, filter), older))
    .orderBy(desc(auditEntries.sequence))
    .limit(PAGE + 1);
  const shown = entries.slice(0, PAGE);
  return {
    entries: await auditRows(database, portalId, shown),
    next: entries.length > PAGE ? (shown.at(-1)?.sequence ?? null) : null,
    people: (await listPeople(database, portalId)).map(({ userId, name }) => ({ userId, name })),
    actions: Object.entries(ACTION_WORDS).map(([action, what]) => ({ action, what })),
  };
}

/** All entries that a filter lets through, the oldest first, a page in memory at a time. */
export async function* filteredEntries(
  database: Database,
  portalId: string,
  filter: AuditFilter,
): AsyncGenerator<AuditEntry[]> {
  const { auditEntries } = database.tables;
  let after = 0;
  for (;;) {
    const page = await database.query
      .select()
      .from(auditEntries)
      .where(and(matching(database, portalId, filter), gt(auditEntries.sequence, after)))
      .orderBy(asc(auditEntries.sequence))
      .limit(PAGE);
    const last = page.at(-1);
    if (!last) return;
    yield page;
    after = last.sequence;
  }
}

function matching(
  { tables: { auditEntries: entry } }: Database,
  portalId: string,
  { from, to, person, action, deal, via, routine }: AuditFilter,
): SQL | undefined {
  return and(
    eq(entry.portalId, portalId),
    from === undefined ? undefined : gte(entry.at, from),
    to === undefined ? undefined : lt(entry.at, addDays(to, 1)),
    person === undefined ? undefined : eq(entry.actor, person),
    action === undefined ? undefined : eq(entry.action, action),
    deal === undefined ? undefined : eq(entry.dealId, deal),
    via === undefined ? undefined : eq(entry.via, via),
    routine === undefined ? undefined : notInArray(entry.action, ROUTINE),
  );
}

/** One entry of the portal, or a NotFoundError. */
export async function findEntry(database: Database, portalId: string, sequence: number): Promise<AuditEntry> {
  const { auditEntries } = database.tables;
  const [entry] = await database.query
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.portalId, portalId), eq(auditEntries.sequence, sequence)));
  if (!entry) throw new NotFoundError();
  return entry;
}

/** One entry with everything that it froze. */
export async function readSnapshot(
  { database }: Ports,
  actor: Actor,
  sequence: number,
): Promise<AuditSnapshot> {
  requireAuditor(actor);
  const entry = await findEntry(database, actor.portalId, sequence);
  const [row] = await auditRows(database, actor.portalId, [entry]);
  if (!row) throw new Error('invariant: one entry makes one row');
  const record = fieldsOf(entry.record);
  const { keyId, previousHash, hash } = entry;
  const [figures] = readFigures(record);
  return {
    entry: row,
    figures: figures ? shown(figures) : null,
    note: noteOf(record),
    record,
    keyId,
    previousHash,
    hash,
  };
}

function shown({ inputs, output, priceBook, policy, pool, codeVersion }: Figures): AuditSnapshot['figures'] {
  const estimate = Estimate.safeParse(output);
  if (!estimate.success) return null;
  const { sizing } = inputs;
  const hashes = { priceBookHash: priceBook.hash, policyHash: policy.hash };
  return { sizing, estimate: estimate.data, ...hashes, pool, codeVersion };
}

function noteOf({ decision, reason }: Record<string, unknown>): string | null {
  if (typeof reason === 'string') return reason;
  if (decision === null || typeof decision !== 'object') return null;
  const { note }: { note?: unknown } = decision;
  return typeof note === 'string' && note !== '' ? note : null;
}
