import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { AppEnv } from '../../http/app-env.ts';
import { jsonAnswer, PROBLEMS } from '../../http/router.ts';
import type { Ports } from '../../ports.ts';
import { answerSlack } from './answer-slack.ts';

export const SLACK_ACTIONS = '/slack/actions';

const PortalPath = z.object({
  portalId: z
    .string()
    .regex(/^[1-9]\d{0,15}$/, 'A portal id is a number.')
    .openapi({ param: { name: 'portalId', in: 'path' } }),
});

const actions = createRoute({
  method: 'post',
  path: `${SLACK_ACTIONS}/{portalId}`,
  summary: 'Slack tells what somebody pressed or sent; signed by Slack, a form with one field',
  request: { params: PortalPath },
  responses: {
    200: jsonAnswer(
      z.record(z.string(), z.unknown()).meta({ id: 'SlackAnswer' }),
      'Nothing, faults by field, or another view.',
    ),
    ...PROBLEMS,
  },
});

/** What Slack itself calls. */
export function addSlackRoutes(app: OpenAPIHono<AppEnv>, ports: Ports): void {
  app.openapi(actions, async (c) =>
    c.json(await answerSlack(ports, c.req.valid('param').portalId, c.get('rawBody')), 200),
  );
}
