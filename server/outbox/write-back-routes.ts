import { IdempotencyKey, WriteBacks } from '@dealfloor/price-book';
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { AppEnv } from '../http/app-env.ts';
import { jsonAnswer, jsonBody, PROBLEMS } from '../http/router.ts';
import type { Ports } from '../ports.ts';
import { readWriteBacks } from './read-write-backs.ts';
import { retryWriteBack } from './retry-write-back.ts';

const list = createRoute({
  method: 'get',
  path: '/write-backs',
  summary: 'What HubSpot, Slack and the mail server have refused or not yet heard',
  responses: {
    200: jsonAnswer(WriteBacks, 'Refused rows, newest first; lanes that are held up.'),
    ...PROBLEMS,
  },
});

const WriteBackPath = z.object({
  writeBackId: z
    .string()
    .regex(/^[0-9a-f]{32}$/, 'An id has 32 hexadecimal digits.')
    .openapi({ param: { name: 'writeBackId', in: 'path' } }),
});

const retry = createRoute({
  method: 'post',
  path: '/write-backs/{writeBackId}/retry',
  summary: 'Have something that was refused told again',
  request: { params: WriteBackPath, ...jsonBody(z.strictObject({ idempotencyKey: IdempotencyKey })) },
  responses: { 200: jsonAnswer(WriteBacks, 'What is left.'), ...PROBLEMS },
});

/** What the outside has not taken, for finance and admins. */
export function addWriteBackRoutes(router: OpenAPIHono<AppEnv>, ports: Ports): void {
  router.openapi(list, async (c) => c.json(await readWriteBacks(ports, c.get('actor')), 200));
  router.openapi(retry, async (c) => {
    const { writeBackId: id } = c.req.valid('param');
    const { idempotencyKey } = c.req.valid('json');
    return c.json(await retryWriteBack(ports, c.get('actor'), { id, idempotencyKey }), 200);
  });
}
