import type { Comment } from '@dealfloor/price-book';
import { and, asc, eq, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../db/database.ts';
import { prepared } from '../db/prepared.ts';

const ofRequest = prepared(({ query, tables: { signOffComments } }) =>
  query
    .select()
    .from(signOffComments)
    .where(
      and(
        eq(signOffComments.portalId, sql.placeholder('portalId')),
        eq(signOffComments.signOffId, sql.placeholder('signOffId')),
      ),
    )
    .orderBy(asc(signOffComments.id))
    .prepare(),
);

/** What was written on a request, oldest first. */
export async function commentsOf(handle: Database | Transaction, portalId: string, signOffId: string) {
  return ofRequest(handle).execute({ portalId, signOffId });
}
export type CommentRow = Awaited<ReturnType<typeof commentsOf>>[number];

/** A comment as screens show it. */
export function commentView(row: CommentRow, name: string): Comment {
  return { id: row.id, by: { userId: row.writtenBy, name }, at: row.writtenAt, body: row.body };
}
