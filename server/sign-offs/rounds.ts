import { and, eq } from 'drizzle-orm';
import type { Database, Transaction } from '../db/database.ts';
import type { SignOffRow } from './sign-off-rows.ts';

/** The round in which a request was first asked, or its second look begun: being asked anew begins neither. */
export async function roundBegun(
  { query, tables: { signOffMarks: marks } }: Database | Transaction,
  { portalId, id, round }: Pick<SignOffRow, 'portalId' | 'id' | 'round'>,
): Promise<number> {
  if (round === 1) return round;
  const rows = await query
    .select({ round: marks.round })
    .from(marks)
    .where(and(eq(marks.portalId, portalId), eq(marks.signOffId, id), eq(marks.kind, 'asked-anew')));
  const anew = new Set(rows.map((row) => row.round));
  let begun = round;
  while (anew.has(begun)) begun -= 1;
  return begun;
}

/** The round whose approvals count: while a second look is open, still the one before it was begun. */
export async function signedRound(
  handle: Database | Transaction,
  request: Pick<SignOffRow, 'portalId' | 'id' | 'state' | 'round'>,
): Promise<number> {
  return request.state === 'second-look' ? (await roundBegun(handle, request)) - 1 : request.round;
}
