import type { QueueRow } from '@dealfloor/price-book';
import { useQueue } from '../queue/api/get-queue.ts';
import { isWaiting, orderRows } from '../queue/order-rows.ts';

/** The request that a person should look at after this one: the most at risk that they can decide. */
export function useNextWaiting(signOffId: string): QueueRow | null {
  const queue = useQueue('waiting');
  const others = orderRows(queue.data?.rows ?? []).filter((row) => row.signOff.id !== signOffId);
  return others.find((row) => isWaiting(row) && row.canDecide) ?? null;
}
