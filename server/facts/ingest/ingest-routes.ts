import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { AppEnv } from '../../http/app-env.ts';
import { jsonAnswer, jsonBody, PROBLEMS } from '../../http/router.ts';
import type { Ports } from '../../ports.ts';
import { receiveUsageEvents } from './receive-usage-events.ts';
import { UsageEvent } from './usage-event.ts';

export const USAGE_EVENTS = '/usage-events';

/** A copy that the document may name; each event is parsed for itself. */
const DocumentedEvent = UsageEvent.meta({ id: 'UsageEvent' });

const UsageEvents = z
  .strictObject({
    events: z
      .array(
        z.unknown().openapi({
          type: 'object',
          description: 'A UsageEvent; one that is none is refused alone.',
          allOf: [{ $ref: '#/components/schemas/UsageEvent' }],
        }),
      )
      .min(1)
      .max(1_000),
  })
  .meta({ id: 'UsageEvents' });

const UsageEventsAnswer = z
  .strictObject({
    accepted: z.int(),
    duplicates: z.int(),
    conflicts: z.int(),
    refused: z.int(),
    days: z.array(
      z.strictObject({
        day: z.iso.date(),
        accepted: z.int(),
        isBooked: z.boolean(),
        note: z.string().optional().meta({ description: 'What to do where the day is booked already.' }),
      }),
    ),
    events: z.array(
      z.strictObject({
        requestId: z.string().nullable(),
        outcome: z.enum(['accepted', 'duplicate', 'conflict', 'refused']),
        why: z.string().optional(),
      }),
    ),
  })
  .meta({ id: 'UsageEventsAnswer' });

const receive = createRoute({
  method: 'post',
  path: USAGE_EVENTS,
  summary: 'Hand in usage events, each counted once by its id',
  security: [{ ingestToken: [] }],
  request: jsonBody(UsageEvents),
  responses: {
    200: jsonAnswer(UsageEventsAnswer, 'What became of each event, and the days it belongs to.'),
    ...PROBLEMS,
    413: { ...PROBLEMS[413], description: 'The body is larger than 1 MB.' },
  },
});

/** Machines hand in their log as it grows. Sending a batch again is safe. */
export function addIngestRoutes(router: OpenAPIHono<AppEnv>, ports: Ports): void {
  router.openAPIRegistry.register('UsageEvent', DocumentedEvent);
  router.openAPIRegistry.registerComponent('securitySchemes', 'ingestToken', {
    type: 'http',
    scheme: 'bearer',
  });
  router.openapi(receive, async (c) => {
    const { days, events, ...counts } = await receiveUsageEvents(
      ports,
      c.get('actor'),
      c.req.valid('json').events,
    );
    const told = days.map((day) =>
      day.isBooked ? { ...day, note: `${day.day} is booked already; run it again to count these.` } : day,
    );
    return c.json({ ...counts, days: told, events: [...events] }, 200);
  });
}
