import { Hono } from 'hono';
import { z } from 'zod';
import { notFound } from './hubspot-refusal.ts';
import { readBody, requireScopes, type SandboxEnv } from './sandbox-context.ts';
import type { SandboxState } from './state.ts';
import { completeRun } from './workflow-runs.ts';

const Completion = z.object({
  outputFields: z.record(z.string(), z.string()),
  typedOutputs: z.object({}).optional(),
});

/** Where an app says that a blocked workflow action is done; an unknown or ended one is a 404. */
export function callbackRoutes(state: SandboxState): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>({ strict: false });
  routes.post('/:callbackId/complete', async (c) => {
    requireScopes(c, ['automation']);
    const { outputFields } = await readBody(c, Completion);
    const callbackId = c.req.param('callbackId');
    if (!completeRun(state, c.get('portal'), callbackId, outputFields)) throw notFound(callbackId);
    return c.body(null, 204);
  });
  return routes;
}
