import { z } from 'zod';
import { DEMO_PORTAL_ID, DEMO_TOKEN } from '../../server/demo/demo-company.ts';
import { HUBSPOT_API_VERSION, hubspotPaths } from '../../server/hubspot/paths.ts';
import { createTransport } from '../../server/hubspot/transport.ts';
import { pageOf } from '../../server/hubspot/wire.ts';
import type { World } from './world.ts';

const Task = z.object({
  id: z.string(),
  properties: z.object({
    hs_task_subject: z.string(),
    hs_task_body: z.string(),
    hs_task_status: z.string(),
    hs_task_priority: z.string(),
    hubspot_owner_id: z.string().nullish(),
  }),
});
export type Task = z.infer<typeof Task>;

/** The tasks of the demo company as HubSpot shows them, read through the real client. */
export async function readTasks(world: World): Promise<Task[]> {
  const call = createTransport({
    baseUrl: world.sandbox.url,
    accessTokenFor: async () => DEMO_TOKEN,
    deadlineMs: 5_000,
  });
  const page = await call(DEMO_PORTAL_ID, {
    operation: 'list the tasks',
    method: 'GET',
    path: hubspotPaths(HUBSPOT_API_VERSION).objects('tasks'),
    query: { limit: '100', properties: Object.keys(Task.shape.properties.shape).join(',') },
    statuses: [200],
    answer: pageOf(Task),
  });
  return page.results;
}
