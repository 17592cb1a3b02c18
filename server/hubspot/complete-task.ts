import type { Connection } from './connection.ts';
import { RecordAnswer } from './wire.ts';

export async function completeTask(
  { transport, paths }: Connection,
  portalId: string,
  taskId: string,
): Promise<void> {
  await transport(portalId, {
    operation: 'complete the task',
    method: 'PATCH',
    path: paths.object('tasks', taskId),
    body: { properties: { hs_task_status: 'COMPLETED' } },
    statuses: [200],
    answer: RecordAnswer,
  });
}
