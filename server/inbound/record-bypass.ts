import { appendEntry } from '../audit/append-entry.ts';
import type { Transaction } from '../db/database.ts';
import { notify } from '../notices/notify.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { systemActor } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { BYPASSED } from './is-bypassed.ts';
import type { JudgedMove } from './judged-move.ts';
import { peopleToTell } from './people-to-tell.ts';

/** Writes down for good that a deal was won without a valid sign-off, and tells finance and the manager. */
export async function recordBypass(
  ports: Ports,
  transaction: Transaction,
  { reading, move, standing, mover }: JudgedMove,
): Promise<void> {
  const { portalId, dealId, deal } = reading;
  const at = ports.clock.now();
  const row = {
    portalId,
    dealId,
    wonAt: move.at,
    status: standing.status,
    verdict: standing.verdict,
    source: mover,
    foundAt: at.toISOString(),
  };
  await transaction.query.insert(transaction.tables.bypasses).values(row);
  const { status, source, wonAt } = row;
  await appendEntry(transaction, systemActor(portalId), {
    action: 'won-without-sign-off',
    dealId,
    at,
    record: {
      ...row,
      sourceType: move.sourceType,
      sourceId: move.sourceId,
      userId: move.userId,
      nativeApproval: reading.nativeApproval,
    },
  });
  await enqueue(
    ports,
    transaction,
    { portalId, dealId },
    { kind: 'deal-properties', properties: { dealfloor_sign_off: BYPASSED } },
  );
  await notify(ports, transaction, {
    portalId,
    to: await peopleToTell(transaction, portalId, {
      roles: ['finance', 'manager', ...(standing.verdict === 'loss' ? (['cfo'] as const) : [])],
      ownerId: null,
    }),
    kind: 'bypass',
    dealId,
    signOffId: standing.signOffId,
    content: { dealName: deal.name, wonAt, status, source },
  });
}
