import { and, eq } from 'drizzle-orm';
import type { Database, Transaction } from '../db/database.ts';
import type { SignOffRow } from './sign-off-rows.ts';

/** What happened to a round of a request; each is marked once, whoever notices it and however often. */
export type MarkKind = 'second-look' | 'asked-anew' | 'reminded' | 'escalated' | 'expires-soon';

type Round = Pick<SignOffRow, 'portalId' | 'id' | 'round'>;

/** Marks it and says true, or says false when it was marked before. */
export async function markOnce(
  transaction: Transaction,
  { portalId, id: signOffId, round }: Round,
  kind: MarkKind,
  at: Date,
): Promise<boolean> {
  const rows = await transaction.query
    .insert(transaction.tables.signOffMarks)
    .values({ portalId, signOffId, round, kind, at: at.toISOString() })
    .onConflictDoNothing()
    .returning();
  return rows.length > 0;
}

/** When it was marked; null when it never was. */
export async function markedAt(
  handle: Database | Transaction,
  { portalId, id, round }: Round,
  kind: MarkKind,
): Promise<Date | null> {
  const { signOffMarks: marks } = handle.tables;
  const [mark] = await handle.query
    .select({ at: marks.at })
    .from(marks)
    .where(
      and(
        eq(marks.portalId, portalId),
        eq(marks.signOffId, id),
        eq(marks.round, round),
        eq(marks.kind, kind),
      ),
    );
  return mark ? new Date(mark.at) : null;
}
