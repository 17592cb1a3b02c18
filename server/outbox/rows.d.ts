import { type Transaction } from '../db/database.ts';
import type { OutboxLane, OutboxState } from '../db/outbox-tables.ts';
import type { Ports } from '../ports.ts';
export type OutboxRow = {
  readonly portalId: string;
  readonly id: string;
  readonly dealId: string;
  readonly payload: Record<string, unknown>;
  readonly attempts: number;
  readonly nextAttemptAt: string;
  readonly createdAt: string;
};
type Clocked = Pick<Ports, 'database' | 'clock'>;
/** The oldest pending row of each deal, where it is due: no deal ever hears its news out of order. */
export declare function dueHeads({ database, clock }: Clocked, lane: OutboxLane): Promise<OutboxRow[]>;
/** Takes a row for a while, or takes it for longer. Of two processes that want it, one gets null. */
export declare function claim({ database, clock }: Clocked, row: OutboxRow): Promise<OutboxRow | null>;
export type Settlement = {
  readonly state: OutboxState;
  readonly lastError: string | null;
  readonly nextAttemptAt?: string;
};
/** Says how it went with a claimed row, unless the claim has passed to somebody else. */
export declare function settle(
  transaction: Transaction,
  row: OutboxRow,
  settlement: Settlement,
): Promise<void>;
