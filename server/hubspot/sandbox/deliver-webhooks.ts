import { createHash } from 'node:crypto';
import type { ExtensionFetchOptions } from './extension-fetch.ts';
import { signRequest } from './sign-request.ts';
import type { SandboxState } from './state.ts';
import type { Delivery, PendingEvent } from './webhook-state.ts';

const mostAtOnce = 100;
const mostConnections = 10;
const patienceMs = 5_000;
const minuteMs = 60_000;

/** Ten more tries within a day. */
const pausesMs = [1, 5, 15, 30, 60, 120, 180, 240, 300, 360].map((minutes) => minutes * minuteMs);

/** Answers after which HubSpot does not come again. */
const endedBy = new Set([400, 401, 403, 404, 405]);

/** Sends what is due by the sandbox's clock, a hundred events a request, until nothing due is left. */
export async function deliverWebhooks(state: SandboxState, app: ExtensionFetchOptions): Promise<Delivery[]> {
  const made: Delivery[] = [];
  for (let due = takeDue(state); due.length > 0; due = takeDue(state)) {
    const batches = inBatches(due);
    if (state.webhooks.settings?.mischief.isReversed) batches.reverse();
    for (let start = 0; start < batches.length; start += mostConnections) {
      const together = batches.slice(start, start + mostConnections);
      made.push(...(await Promise.all(together.map((batch) => deliverBatch(state, app, batch)))));
    }
  }
  state.webhooks.deliveries.push(...made);
  return made;
}

function takeDue(state: SandboxState): PendingEvent[] {
  const now = state.clock.now().getTime();
  const due = state.webhooks.pending.filter(({ dueAtMs }) => dueAtMs <= now);
  state.webhooks.pending = state.webhooks.pending.filter(({ dueAtMs }) => dueAtMs > now);
  return due;
}

function inBatches(events: readonly PendingEvent[]): PendingEvent[][] {
  const count = Math.ceil(events.length / mostAtOnce);
  return Array.from({ length: count }, (_, index) =>
    events.slice(index * mostAtOnce, (index + 1) * mostAtOnce),
  );
}

async function deliverBatch(state: SandboxState, app: ExtensionFetchOptions, batch: PendingEvent[]) {
  const bodies = batch.map(({ body, attempt }) => ({ ...body, attemptNumber: attempt }));
  if (state.webhooks.settings?.mischief.isReversed) bodies.reverse();
  const status = await send(state, app, JSON.stringify(bodies));
  if (status < 200 || status > 299) for (const event of batch) comeAgain(state, event, status);
  return { at: state.clock.now().toISOString(), events: batch.length, status };
}

function comeAgain(state: SandboxState, event: PendingEvent, status: number): void {
  const pauseMs = pausesMs[event.attempt];
  if (pauseMs === undefined || endedBy.has(status)) {
    state.webhooks.dropped.push(event.body);
    return;
  }
  const dueAtMs = state.clock.now().getTime() + pauseMs;
  state.webhooks.pending.push({ ...event, attempt: event.attempt + 1, dueAtMs });
}

/** 0: nobody answered in time. */
async function send(state: SandboxState, app: ExtensionFetchOptions, body: string): Promise<number> {
  const url = `${new URL(app.appOrigin).origin}${state.webhooks.settings?.path ?? ''}`;
  const signed = signRequest({
    method: 'POST',
    url,
    body,
    timestampMs: app.clock.now().getTime(),
    clientSecret: app.clientSecret,
  });
  const request = new Request(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...signed,
      'x-hubspot-signature': createHash('sha256')
        .update(app.clientSecret + body)
        .digest('hex'),
      'x-hubspot-signature-version': 'v1',
    },
    body,
    redirect: 'manual',
    signal: AbortSignal.timeout(patienceMs),
  });
  try {
    const response = await state.send(request);
    await response.body?.cancel();
    return response.status;
  } catch {
    return 0;
  }
}
