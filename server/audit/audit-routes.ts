import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { AppEnv } from '../http/app-env.ts';
import { jsonAnswer, PROBLEMS } from '../http/router.ts';
import { requireDecider } from '../people/roles.ts';
import type { Ports } from '../ports.ts';
import { verifyChain } from './verify-chain.ts';

const ChainCheck = z
  .strictObject({
    ok: z.boolean(),
    entries: z.int(),
    head: z.string().optional(),
    sequence: z.int().optional(),
    fault: z.string().optional(),
  })
  .meta({ id: 'ChainCheck' });

const verify = createRoute({
  method: 'get',
  path: '/audit/verify',
  summary: 'Walk the audit chain of the portal',
  responses: { 200: jsonAnswer(ChainCheck, 'Whether it holds; else the first entry at fault.'), ...PROBLEMS },
});

/** Whether the record of what happened still holds. */
export function addAuditRoutes(router: OpenAPIHono<AppEnv>, ports: Ports): void {
  router.openapi(verify, async (c) => {
    requireDecider(c.get('actor'));
    return c.json(await verifyChain(ports.database, c.get('actor').portalId), 200);
  });
}
