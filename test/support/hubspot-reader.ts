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

const Note = z.object({ id: z.string(), properties: z.object({ hs_note_body: z.string() }) });

/** The tasks of the demo company as HubSpot shows them, read through the real client. */
export function readTasks(world: World): Promise<Task[]> {
  return readAll(world, 'tasks', Task, Object.keys(Task.shape.properties.shape));
}

/** What the notes of the demo company say. */
export async function readNotes(world: World): Promise<string[]> {
  const notes = await readAll(world, 'notes', Note, ['hs_note_body']);
  return notes.map(({ properties }) => properties.hs_note_body);
}

async function readAll<Row extends z.ZodType>(
  world: World,
  type: 'tasks' | 'notes',
  item: Row,
  properties: readonly string[],
): Promise<z.output<Row>[]> {
  const call = createTransport({
    baseUrl: world.sandbox.url,
    accessTokenFor: async () => DEMO_TOKEN,
    deadlineMs: 5_000,
  });
  const page = await call(DEMO_PORTAL_ID, {
    operation: `list the ${type}`,
    method: 'GET',
    path: hubspotPaths(HUBSPOT_API_VERSION).objects(type),
    query: { limit: '100', properties: properties.join(',') },
    statuses: [200],
    answer: pageOf(item),
  });
  return page.results;
}
