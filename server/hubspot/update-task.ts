import type { Account } from './account.ts';
import type { TaskChange } from './port.ts';
import { RecordAnswer } from './wire.ts';

/** Writes absolute values, so that writing twice is writing once. */
export async function updateTask(
  { call, paths }: Account,
  taskId: string,
  { ownerId, priority }: TaskChange,
): Promise<void> {
  const properties = {
    ...(ownerId !== undefined && { hubspot_owner_id: ownerId }),
    ...(priority !== undefined && { hs_task_priority: priority }),
  };
  await call({
    operation: 'change the task',
    method: 'PATCH',
    path: paths.object('tasks', taskId),
    body: { properties },
    statuses: [200],
    answer: RecordAnswer,
  });
}
