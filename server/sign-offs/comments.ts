import type { Comment } from '@dealfloor/price-book';
import { and, asc, eq } from 'drizzle-orm';
import type { Database, Transaction } from '../db/database.ts';

/** What was written on a request, oldest first. */
export async function commentsOf(handle: Database | Transaction, portalId: string, signOffId: string) {
  const { signOffComments } = handle.tables;
  return handle.query
    .select()
    .from(signOffComments)
    .where(and(eq(signOffComments.portalId, portalId), eq(signOffComments.signOffId, signOffId)))
    .orderBy(asc(signOffComments.id));
}
export type CommentRow = Awaited<ReturnType<typeof commentsOf>>[number];

/** A comment as screens show it. */
export function commentView(row: CommentRow, name: string): Comment {
  return { id: row.id, by: { userId: row.writtenBy, name }, at: row.writtenAt, body: row.body };
}
