import { UpstreamError } from '../../hubspot/upstream-error.ts';

const MOST_BYTES = 65_536;

export type SlackFetchOptions = {
  /** Where a test has its own Slack; else requests go where their address says. */
  readonly origin: string | null;
  readonly deadlineMs: number;
};

type Init = { method?: string; headers?: Record<string, string>; body?: string | FormData };

/**
 * One request to Slack: no redirects, one deadline over head and body, at most 64 KB of answer. What is no success is
 * thrown, because Slack's own clients lose the header that says when to come back.
 */
export function slackFetch({ origin, deadlineMs }: SlackFetchOptions) {
  return async (address: string | URL, init: Init = {}): Promise<Response> => {
    const signal = AbortSignal.timeout(deadlineMs);
    try {
      const response = await fetch(elsewhere(address, origin), { ...init, redirect: 'error', signal });
      const text = await readLimited(response);
      if (!response.ok) throw refusalOf(response, text);
      return new Response(text, { status: response.status, headers: response.headers });
    } catch (error) {
      if (error instanceof UpstreamError) throw error;
      const kind = signal.aborted ? 'timeout' : 'unreachable';
      const sentence = signal.aborted ? 'Slack did not answer in time.' : 'Slack could not be reached.';
      throw new UpstreamError({ kind, sentence, retryable: true });
    }
  };
}

function elsewhere(address: string | URL, origin: string | null): URL {
  const asked = new URL(address);
  return origin === null ? asked : new URL(asked.pathname + asked.search, origin);
}

async function readLimited(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > MOST_BYTES) {
      const sentence = 'Slack’s answer is longer than any of its answers.';
      throw new UpstreamError({ kind: 'broken-answer', sentence, retryable: true });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function refusalOf({ status, headers }: Response, text: string): UpstreamError {
  if (status === 429) {
    const seconds = headers.get('retry-after') ?? '';
    const retryAfterMs = /^\d{1,5}$/.test(seconds) ? Number(seconds) * 1_000 : null;
    const sentence = 'Slack is limiting our messages. We will try again.';
    return new UpstreamError({ kind: 'rate-limited', sentence, retryable: true, retryAfterMs, status });
  }
  if (status >= 500) {
    const sentence = 'Slack has a problem of its own. We will try again.';
    return new UpstreamError({ kind: 'server-error', sentence, retryable: true, status });
  }
  return slackRefusal(text.trim());
}

const LOCKED_OUT = new Set([
  'invalid_auth',
  'not_authed',
  'token_revoked',
  'token_expired',
  'account_inactive',
]);
const PASSING = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout']);

/** What Slack's own word for a refusal means for us. */
export function slackRefusal(answer: string): UpstreamError {
  const word = /^[a-z_]{1,60}$/.test(answer) ? answer : 'no reason given';
  if (LOCKED_OUT.has(word)) {
    const sentence = `Slack no longer accepts our token (${word}). Save a new one.`;
    return new UpstreamError({ kind: 'unauthorized', sentence, retryable: true });
  }
  const retryable = PASSING.has(word);
  const kind = retryable ? 'server-error' : 'refused';
  return new UpstreamError({ kind, sentence: `Slack refused the message (${word}).`, retryable });
}
