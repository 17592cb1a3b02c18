import { appendEntry } from '../audit/append-entry.ts';
import { type Transaction, transact } from '../db/database.ts';
import type { Actor } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { ForbiddenError } from '../service-error.ts';
import { findSignOff } from './sign-off-rows.ts';

/** Lets somebody decide, and keeps it on record when they had no right to. */
export async function recordingRefusal<Answer>(
  ports: Ports,
  actor: Actor,
  signOffId: string,
  decide: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await decide();
  } catch (error) {
    if (error instanceof ForbiddenError) {
      await transact(ports.database, (transaction) =>
        recordRefusal(ports, transaction, actor, signOffId, error.message),
      );
    }
    throw error;
  }
}

/** The refused decision left nothing behind; that somebody tried it does. */
export async function recordRefusal(
  ports: Pick<Ports, 'clock'>,
  transaction: Transaction,
  actor: Actor,
  signOffId: string,
  sentence: string,
): Promise<void> {
  const request = await findSignOff(transaction, actor.portalId, signOffId);
  if (!request) return;
  const { dealId, round } = request;
  await appendEntry(transaction, actor, {
    action: 'decision-refused',
    dealId,
    at: ports.clock.now(),
    record: { signOffId, round, sentence },
  });
}
