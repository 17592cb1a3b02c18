import { BypassList } from '@dealfloor/price-book';
import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { AppEnv } from '../http/app-env.ts';
import { jsonAnswer, PROBLEMS } from '../http/router.ts';
import type { Ports } from '../ports.ts';
import { readBypasses } from './read-bypasses.ts';

const list = createRoute({
  method: 'get',
  path: '/bypasses',
  summary: 'The deals that were won without a valid sign-off',
  responses: { 200: jsonAnswer(BypassList, 'Those of the last 90 days, the newest first.'), ...PROBLEMS },
});

/** What got past the sign-off: for the console. */
export function addBypassRoutes(router: OpenAPIHono<AppEnv>, ports: Ports): void {
  router.openapi(list, async (c) => c.json(await readBypasses(ports, c.get('actor')), 200));
}
