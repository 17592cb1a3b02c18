import type { Account } from './account.ts';
import { createActivity } from './create-activity.ts';
import { withToken } from './find-by-token.ts';
import type { NewTask } from './port.ts';

const taskToDeal = 216;

export async function createTask(account: Account, task: NewTask): Promise<{ taskId: string }> {
  const taskId = await createActivity(account, {
    type: 'tasks',
    bodyProperty: 'hs_task_body',
    dealId: task.dealId,
    token: task.token,
    associationTypeId: taskToDeal,
    properties: {
      hs_timestamp: task.dueAt.toISOString(),
      hs_task_subject: task.subject,
      hs_task_body: withToken(task.body, task.token),
      hs_task_status: 'NOT_STARTED',
      hs_task_priority: task.priority,
      hs_task_type: 'TODO',
      ...(task.ownerId !== null && { hubspot_owner_id: task.ownerId }),
    },
  });
  return { taskId };
}
