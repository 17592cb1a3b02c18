import type { Account } from './account.ts';
import { RecordAnswer } from './wire.ts';

export async function completeTask({ call, paths }: Account, taskId: string): Promise<void> {
  await call({
    operation: 'complete the task',
    method: 'PATCH',
    path: paths.object('tasks', taskId),
    body: { properties: { hs_task_status: 'COMPLETED' } },
    statuses: [200],
    answer: RecordAnswer,
  });
}
