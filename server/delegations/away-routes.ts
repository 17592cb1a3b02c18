import { Away, AwayInput, IdempotencyKey } from '@dealfloor/price-book';
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { AppEnv } from '../http/app-env.ts';
import { jsonAnswer, jsonBody, PROBLEMS } from '../http/router.ts';
import type { Ports } from '../ports.ts';
import { comeBack } from './come-back.ts';
import { goAway } from './go-away.ts';
import { readAway } from './read-away.ts';

const read = createRoute({
  method: 'get',
  path: '/me/away',
  summary: 'When I am away, and for whom I decide',
  responses: { 200: jsonAnswer(Away, 'Absences that are not over, and who can be chosen.'), ...PROBLEMS },
});

const leave = createRoute({
  method: 'post',
  path: '/me/away',
  summary: 'Let another decide for me on some days',
  request: jsonBody(AwayInput),
  responses: { 201: jsonAnswer(Away, 'With the new absence, and where its chain ends.'), ...PROBLEMS },
});

const DelegationPath = z.object({
  delegationId: z
    .string()
    .regex(/^[0-9a-f]{32}$/, 'An id has 32 hexadecimal digits.')
    .openapi({ param: { name: 'delegationId', in: 'path' } }),
});

const back = createRoute({
  method: 'post',
  path: '/me/away/{delegationId}/end',
  summary: 'End an absence of mine now',
  request: {
    params: DelegationPath,
    ...jsonBody(z.strictObject({ idempotencyKey: IdempotencyKey })),
  },
  responses: { 200: jsonAnswer(Away, 'Without the absence.'), ...PROBLEMS },
});

/** Being away: for those who decide. */
export function addAwayRoutes(router: OpenAPIHono<AppEnv>, ports: Ports): void {
  router.openapi(read, async (c) => c.json(await readAway(ports, c.get('actor')), 200));
  router.openapi(leave, async (c) => c.json(await goAway(ports, c.get('actor'), c.req.valid('json')), 201));
  router.openapi(back, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') };
    return c.json(await comeBack(ports, c.get('actor'), input), 200);
  });
}
