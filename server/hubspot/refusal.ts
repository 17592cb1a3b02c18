import { z } from 'zod';
import { UpstreamError, type UpstreamErrorKind } from './upstream-error.ts';

const code = z.string().regex(/^[A-Za-z0-9_.-]{1,100}$/);
const optional = <Schema extends z.ZodType>(schema: Schema) => schema.nullish().catch(null);

const RefusedField = z.object({
  code: optional(code),
  context: optional(z.object({ propertyName: optional(z.array(code)) })),
});

/** HubSpot's error body; every field may be missing, and none but plain codes are let through. */
const RefusalBody = z.object({
  category: optional(code),
  errorType: optional(code),
  policyName: optional(code),
  correlationId: optional(code),
  message: optional(z.string()),
  errors: optional(z.array(RefusedField)),
});

type RefusalBody = z.infer<typeof RefusalBody>;

const statusKinds: Readonly<Record<number, UpstreamErrorKind>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  423: 'conflict',
  429: 'rate-limited',
  477: 'rate-limited',
};

const sentences: Readonly<Partial<Record<UpstreamErrorKind, string>>> = {
  unauthorized: 'HubSpot no longer accepts our access. Reconnect the account.',
  forbidden: 'HubSpot does not allow this: a permission is missing from the installed app.',
  'not-found': 'HubSpot does not have this record.',
  conflict: 'HubSpot already has this, or is changing it at this moment.',
  'rate-limited': 'HubSpot is limiting our requests. We will try again.',
  'server-error': 'HubSpot has a problem of its own. We will try again.',
};

const retryableStatuses = new Set([423, 429, 477]);

/** Reads a non-2xx answer. `body` is whatever JSON came, or `null`. */
export function refusalOf(status: number, headers: Headers, body: unknown): UpstreamError {
  const refusal = RefusalBody.safeParse(body).data ?? {};
  const kind = status >= 500 ? 'server-error' : (statusKinds[status] ?? 'refused');
  return new UpstreamError({
    kind,
    sentence: sentences[kind] ?? refusedSentence(refusal),
    retryable: status >= 500 || retryableStatuses.has(status),
    retryAfterMs: retryAfterMs(status, headers, refusal),
    status,
    category: refusal.category ?? refusal.errorType ?? null,
    policyName: refusal.policyName ?? null,
    correlationId: refusal.correlationId ?? null,
  });
}

function refusedSentence(refusal: Partial<RefusalBody>): string {
  const fields = (refusal.errors ?? []).flatMap((error) =>
    (error.context?.propertyName ?? []).map((name) => `${name} (${error.code ?? 'not valid'})`),
  );
  return fields.length > 0
    ? `HubSpot refused our update: ${fields.join(', ')}.`
    : 'HubSpot refused our update.';
}

function retryAfterMs(status: number, headers: Headers, refusal: Partial<RefusalBody>): number | null {
  const seconds = headers.get('retry-after');
  if (seconds !== null && /^\d{1,6}$/.test(seconds)) return Number(seconds) * 1000;
  if (status === 423) return 2000;
  if (refusal.policyName === 'TEN_SECONDLY_ROLLING') return 10_000;
  if (refusal.policyName === 'SECONDLY' || refusal.message === 'You have reached your secondly limit.')
    return 1000;
  return null;
}
