import { DEMO_CLIENT_SECRET, DEMO_PORTAL_ID } from '../../../server/demo/demo-company.ts';
import { signRequest } from '../../../server/hubspot/sandbox/sign-request.ts';

export type Load = {
  readonly requestsPerSecond: number;
  readonly eventsPerRequest: number;
  readonly seconds: number;
  /** Of the requests, how many say again what an earlier one said. */
  readonly repeatedShare: number;
  readonly deals: readonly string[];
};

export type Batch = { readonly body: string; readonly headers: Record<string, string> };

/** Every request of a load, made and signed before the clock starts, and how many different events are in them. */
export function makeBatches(load: Load, url: string): { batches: Batch[]; unique: number } {
  const count = load.requestsPerSecond * load.seconds;
  const every = Math.round(1 / load.repeatedShare);
  const bodies: string[] = [];
  let unique = 0;
  for (let index = 0; index < count; index += 1) {
    const isRepeated = index % every === every - 1;
    if (!isRepeated) unique += load.eventsPerRequest;
    bodies.push(isRepeated ? (bodies[index - every + 1] ?? '') : bodyOf(load, index));
  }
  const timestampMs = Date.now();
  const clientSecret = DEMO_CLIENT_SECRET;
  const batches = bodies.map((body) => ({
    body,
    headers: {
      'content-type': 'application/json',
      ...signRequest({ method: 'POST', url, body, timestampMs, clientSecret }),
    },
  }));
  return { batches, unique };
}

function bodyOf(load: Load, request: number): string {
  const events = Array.from({ length: load.eventsPerRequest }, (_, place) => {
    const number = request * load.eventsPerRequest + place;
    return {
      eventId: 4_000_000_000 + number,
      subscriptionId: 105 + (number % 7),
      portalId: Number(DEMO_PORTAL_ID),
      appId: 1_357_911,
      occurredAt: 1_763_547_240_000 + number,
      subscriptionType: 'object.propertyChange',
      attemptNumber: 0,
      objectId: Number(load.deals[number % load.deals.length]),
      objectTypeId: '0-3',
      propertyName: 'amount',
      propertyValue: String(number),
      changeSource: 'CRM_UI',
      sourceId: 'userId:9002',
    };
  });
  return JSON.stringify(events);
}
