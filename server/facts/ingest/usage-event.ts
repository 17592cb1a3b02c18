import { z } from 'zod';
import { MOST_PER_REQUEST } from '../sources/log-columns.ts';
import type { LogRow } from './store-rows.ts';

/** A clock of theirs may be ahead of ours by so much. */
export const AHEAD_MS = 5 * 60_000;

const CREDITS = /^\d{1,12}(\.\d{1,3})?$/;
const Id = z
  .string()
  .min(1, 'It is empty.')
  .max(200, 'It is longer than 200 characters.')
  .regex(/^\P{Cc}*$/u, 'It holds a control character.');
const Count = z.int().min(0).max(MOST_PER_REQUEST);

/** One request, or one attempt at it, by the same names as the columns of a log. */
export const UsageEvent = z.strictObject({
  request_id: Id.meta({
    description: 'Names the event for ever: a second one with this id is a duplicate.',
  }),
  tenant_id: Id,
  occurred_at: z.iso.datetime({ offset: true }).meta({ description: 'With Z or an offset.' }),
  endpoint: Id,
  credits: z
    .union([z.string(), z.number()])
    .refine(
      (credits) => CREDITS.test(String(credits)),
      'A number from 0, of at most 12 digits and 3 decimals.',
    )
    .meta({ description: 'From 0, at most 12 digits and 3 decimals; a string keeps every one of them.' }),
  db_writes: Count,
  db_reads: Count,
  worker_ms: Count,
  response_bytes: Count,
  http_status: z.int().min(100).max(599),
  upstream_latency_ms: Count.default(0),
  llm_input_tokens: Count.default(0),
  llm_output_tokens: Count.default(0),
  attempt: z.int().min(1).max(1_000_000).default(1),
  cache_hit: z.boolean().default(false),
  billable: z.boolean().optional().meta({
    description: 'Left out: a first attempt that was no cache hit and not answered with 429 or 5xx.',
  }),
});
export type UsageEvent = z.infer<typeof UsageEvent>;

/** An event as a row of the store; its day is the UTC day of its own time. */
export function rowOfEvent(event: UsageEvent): LogRow {
  const occurredAt = new Date(event.occurred_at).toISOString();
  const { http_status: httpStatus, attempt, cache_hit: isHit } = event;
  return {
    requestId: event.request_id,
    tenantId: event.tenant_id,
    occurredAt,
    eventDate: occurredAt.slice(0, 10),
    endpoint: event.endpoint,
    milliCredits: thousandths(String(event.credits)),
    dbWrites: BigInt(event.db_writes),
    dbReads: BigInt(event.db_reads),
    workerMs: BigInt(event.worker_ms),
    upstreamLatencyMs: BigInt(event.upstream_latency_ms),
    responseBytes: BigInt(event.response_bytes),
    llmInputTokens: BigInt(event.llm_input_tokens),
    llmOutputTokens: BigInt(event.llm_output_tokens),
    httpStatus,
    attempt,
    isCacheHit: isHit ? 1 : 0,
    isBillable: (event.billable ?? isBillable(httpStatus, attempt, isHit)) ? 1 : 0,
  };
}

/** What counts as a call where the log itself does not say so. */
export function isBillable(httpStatus: number, attempt: number, isHit: boolean): boolean {
  return attempt === 1 && !isHit && httpStatus !== 429 && httpStatus < 500;
}

function thousandths(credits: string): bigint {
  const [whole = '', fraction = ''] = credits.split('.');
  return BigInt(`${whole}${fraction.padEnd(3, '0')}`);
}
