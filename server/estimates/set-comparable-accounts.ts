import { appendEntry } from '../audit/append-entry.ts';
import { transact } from '../db/database.ts';
import type { Actor } from '../people/actor.ts';
import type { Ports } from '../ports.ts';

export type ComparableAccounts = {
  readonly useCase: string;
  readonly accounts: number;
  readonly asOf: string;
};

/** Says how many live accounts use the product as a use case describes; rule R5 looks at it. */
export async function setComparableAccounts(
  ports: Ports,
  actor: Actor,
  input: ComparableAccounts,
): Promise<void> {
  const row = { portalId: actor.portalId, ...input };
  await transact(ports.database, async (transaction) => {
    const { comparableAccounts } = transaction.tables;
    await transaction.query
      .insert(comparableAccounts)
      .values(row)
      .onConflictDoUpdate({ target: [comparableAccounts.portalId, comparableAccounts.useCase], set: row });
    await appendEntry(transaction, actor, {
      action: 'comparable-accounts-set',
      dealId: null,
      at: ports.clock.now(),
      record: { ...input },
    });
  });
}
