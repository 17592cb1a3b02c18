import { type Policy, type Trail, VerdictWord } from '@dealfloor/price-book';
import { and, desc, eq, lte } from 'drizzle-orm';
import type { Database, Transaction } from '../db/database.ts';
import { listPeople } from '../people/actor.ts';
import { trailOf } from './sum-up-tries.ts';

/** What a request's trail is read by: the deal, the moment it was asked, and the policy it froze. */
export type Trailed = {
  readonly portalId: string;
  readonly dealId: string;
  readonly requestedAt: string;
  readonly policy: Pick<Policy, 'floor' | 'target'>;
};

const MOST_READ = 5_000;

/** Everything that was tried on a deal until its request was asked (of more, the newest 5,000). */
export async function readTrail(handle: Database | Transaction, asked: Trailed): Promise<Trail> {
  const { portalId, dealId, requestedAt, policy } = asked;
  const { estimateTries } = handle.tables;
  const rows = await handle.query
    .select()
    .from(estimateTries)
    .where(
      and(
        eq(estimateTries.portalId, portalId),
        eq(estimateTries.dealId, dealId),
        lte(estimateTries.triedAt, requestedAt),
      ),
    )
    .orderBy(desc(estimateTries.id))
    .limit(MOST_READ);
  const people = await listPeople(handle, portalId);
  const names = new Map(people.map(({ userId, name }) => [userId, name]));
  const tries = rows.reverse().map(({ triedAt, triedBy, verdict, marginPercent }) => ({
    at: triedAt,
    by: { userId: triedBy, name: names.get(triedBy) ?? triedBy },
    word: VerdictWord.nullable().parse(verdict),
    marginPercent,
  }));
  return trailOf(tries, policy);
}
