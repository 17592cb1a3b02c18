import { type HistoryEntry, inWords } from '@dealfloor/price-book';
import { and, desc, eq, sql } from 'drizzle-orm';
import { whatHappened } from '../audit/entry-words.ts';
import type { Database } from '../db/database.ts';
import { prepared } from '../db/prepared.ts';
import { changeSentence, describeChanges } from '../estimates/describe-changes.ts';
import type { EstimateRow } from '../estimates/estimate-rows.ts';
import { systemActor } from '../people/actor.ts';

const MOST_ENTRIES = 100;
const SYSTEM = systemActor('').userId;

const entriesOfDeal = prepared(({ query, tables: { auditEntries } }) =>
  query
    .select({
      at: auditEntries.at,
      actor: auditEntries.actor,
      action: auditEntries.action,
      record: auditEntries.record,
    })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.portalId, sql.placeholder('portalId')),
        eq(auditEntries.dealId, sql.placeholder('dealId')),
      ),
    )
    .orderBy(desc(auditEntries.sequence))
    .limit(MOST_ENTRIES)
    .prepare(),
);

/** What happened to a deal, newest first, one sentence each, told from the audit. */
export async function readHistory(
  database: Database,
  portalId: string,
  dealId: string,
  versions: readonly EstimateRow[],
  nameOf: (userId: string) => string,
): Promise<HistoryEntry[]> {
  const entries = await entriesOfDeal(database).execute({ portalId, dealId });
  return entries.map(({ at, actor, action, record }) => {
    const { version, sentence } = JSON.parse(record) as { version?: number; sentence?: string };
    const saved = action === 'estimate-saved' ? versions.find((row) => row.version === version) : undefined;
    return {
      at,
      by: actor === SYSTEM ? 'Dealfloor' : nameOf(actor),
      sentence: saved
        ? savedSentence(saved, versions)
        : (sentence ?? SENTENCES[action] ?? `${whatHappened(action, {})}.`),
      version: saved?.version ?? null,
    };
  });
}

/** What a deal's history says otherwise than the audit. */
const SENTENCES: Record<string, string> = {
  'sign-off-requested': 'Asked for sign-off.',
  'sign-off-commented': 'Wrote a comment.',
  'sign-off-lapse-to-rejected': 'The approval lapsed, and with it the deal was rejected.',
  'sign-off-reminded': 'Reminded those who are asked.',
  'sign-off-escalated': 'Overdue: the backup was asked too.',
  'sign-off-expires-soon': 'Told that the approval expires soon.',
  'sign-off-handed-on': 'Told whoever is asked now.',
};

function savedSentence(row: EstimateRow, versions: readonly EstimateRow[]): string {
  const before = versions.find((version) => version.version === row.version - 1);
  const margin = row.estimate.verdict.headline;
  if (!before) return `First estimate: ${margin}.`;
  const changes = changeSentence(describeChanges(before.sizing, row.sizing));
  const was = before.estimate.term.grossMargin.percent;
  const now = row.estimate.term.grossMargin.percent;
  const figures = was === now ? margin : `${inWords(was ?? '–')}% → ${inWords(now ?? '–')}%`;
  const moved =
    before.priceBookHash === row.priceBookHash ? '' : ` under price book ${row.estimate.priceBook.version}`;
  return `Changed ${changes || 'nothing'}${moved}: ${figures}.`;
}
