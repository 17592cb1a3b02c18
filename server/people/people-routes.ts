import { Viewer } from '@dealfloor/price-book';
import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { AppEnv } from '../http/app-env.ts';
import { jsonAnswer, PROBLEMS } from '../http/router.ts';
import { viewerOf } from './viewer.ts';

const me = createRoute({
  method: 'get',
  path: '/me',
  summary: 'Who is looking',
  responses: { 200: jsonAnswer(Viewer, 'The person and their roles.'), ...PROBLEMS },
});

/** The person behind a request. */
export function addPeopleRoutes(router: OpenAPIHono<AppEnv>): void {
  router.openapi(me, async (c) => c.json(viewerOf(c.get('actor')), 200));
}
