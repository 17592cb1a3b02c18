import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { AppEnv } from '../http/app-env.ts';
import { jsonAnswer, jsonBody, PROBLEMS } from '../http/router.ts';
import type { Ports } from '../ports.ts';
import { ServiceError, UnavailableError } from '../service-error.ts';
import { receiveWebhooks } from './receive-webhooks.ts';
import { ActionCall, requireSignOff } from './require-sign-off.ts';

export const WEBHOOKS = '/webhooks';
export const WORKFLOW_ACTION = '/workflow-actions/require-sign-off';

const Events = z
  .array(z.unknown())
  .max(1_000)
  .describe('Events in either form of HubSpot’s; one that is not understood is passed over.')
  .meta({ id: 'WebhookEvents' });

const Outputs = z
  .strictObject({ outputFields: z.record(z.string(), z.string()) })
  .meta({ id: 'WorkflowActionAnswer' });

const webhooks = createRoute({
  method: 'post',
  path: WEBHOOKS,
  summary: 'HubSpot tells what changed; it is kept before the answer and handled after it',
  request: jsonBody(Events),
  responses: { 204: { description: 'It is kept, or was not for us.' }, ...PROBLEMS },
});

const action = createRoute({
  method: 'post',
  path: WORKFLOW_ACTION,
  summary: 'A workflow of HubSpot’s requires a margin sign-off, and waits for it',
  request: jsonBody(ActionCall),
  responses: { 200: jsonAnswer(Outputs, 'The decision, or that the workflow is to wait.'), ...PROBLEMS },
});

/** What HubSpot itself calls, signed and without a person. */
export function addInboundRoutes(router: OpenAPIHono<AppEnv>, ports: Ports): void {
  router.openapi(webhooks, async (c) => {
    await ourTrouble(receiveWebhooks(ports, c.req.valid('json')));
    return c.body(null, 204);
  });
  router.openapi(action, async (c) =>
    c.json(await ourTrouble(requireSignOff(ports, c.req.valid('json'))), 200),
  );
}

/** HubSpot comes again after a 503 and never after a 4xx, so whatever breaks on our side is a 503. */
async function ourTrouble<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ServiceError) throw error;
    throw new UnavailableError('We could not keep this. Send it again.');
  }
}
