export type UpstreamErrorKind =
  | 'timeout'
  | 'unreachable'
  | 'rate-limited'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'refused'
  | 'broken-answer'
  | 'server-error';

export type UpstreamErrorDetails = {
  kind: UpstreamErrorKind;
  sentence: string;
  retryable: boolean;
  retryAfterMs?: number | null;
  status?: number | null;
  category?: string | null;
  policyName?: string | null;
  correlationId?: string | null;
};

/** HubSpot failed us. The message is a sentence for a person: never a body, a token or a query. */
export class UpstreamError extends Error {
  readonly kind: UpstreamErrorKind;
  readonly retryable: boolean;
  readonly retryAfterMs: number | null;
  readonly status: number | null;
  readonly category: string | null;
  /** Which rate limit was hit: `DAILY` stays hit until the day ends. */
  readonly policyName: string | null;
  readonly correlationId: string | null;

  constructor(details: UpstreamErrorDetails) {
    super(details.sentence);
    this.name = 'UpstreamError';
    this.kind = details.kind;
    this.retryable = details.retryable;
    this.retryAfterMs = details.retryAfterMs ?? null;
    this.status = details.status ?? null;
    this.category = details.category ?? null;
    this.policyName = details.policyName ?? null;
    this.correlationId = details.correlationId ?? null;
  }
}

export function brokenAnswer(operation: string, status: number): UpstreamError {
  return new UpstreamError({
    kind: 'broken-answer',
    sentence: `HubSpot's answer could not be understood (${operation}).`,
    retryable: true,
    status,
  });
}

export function isUpstreamError(error: unknown, kind: UpstreamErrorKind): error is UpstreamError {
  return error instanceof UpstreamError && error.kind === kind;
}
