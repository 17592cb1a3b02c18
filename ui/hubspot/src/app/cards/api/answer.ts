import { Problem } from '@dealfloor/price-book';

/** Why the service gave no usable answer. */
export type Failure =
  | { readonly kind: 'offline' | 'timeout' | 'busy' | 'forbidden' | 'not-understood' }
  | { readonly kind: 'refused' | 'not-found' | 'conflict' | 'broken'; readonly message: string }
  | { readonly kind: 'invalid'; readonly message: string; readonly issues: Readonly<Record<string, string>> };

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure };

/** A schema of the price book, as far as reading needs it. */
export type Schema<T> = {
  safeParse: (
    body: unknown,
  ) => { success: true; data: T } | { success: false; error: { issues: readonly { code: string }[] } };
};

/** Reads a success; a field that a newer service has added is passed over, anything else amiss is refused. */
export function readAnswer<T>(schema: Schema<T>, body: unknown): Answer<T> {
  const read = schema.safeParse(body);
  if (read.success) return { ok: true, value: read.data };
  const onlyNewFields = read.error.issues.every((issue) => issue.code === 'unrecognized_keys');
  if (onlyNewFields) return { ok: true, value: withNewFields<T>(body) };
  return { ok: false, failure: { kind: 'not-understood' } };
}

/** Every known field was checked; only fields that this card does not read are unknown, so the shape holds. */
function withNewFields<T>(body: unknown): T {
  return body as T;
}

/** What a status other than success means, with the service's own sentence where it gave one. */
export function failureOfStatus(status: number, body: unknown): Failure {
  const problem = Problem.safeParse(body);
  const message = problem.success ? problem.data.message : `Dealfloor could not answer (${status}).`;
  if (status === 401 || status === 403) return { kind: 'forbidden' };
  if (status === 404) return { kind: 'not-found', message };
  if (status === 408 || status === 504) return { kind: 'timeout' };
  if (status === 502 || status === 503) return { kind: 'offline' };
  if (status === 429) return { kind: 'busy' };
  if (status === 409) return { kind: 'conflict', message };
  if (status === 422) return { kind: 'invalid', message, issues: issuesOf(problem.data) };
  return status >= 500 ? { kind: 'broken', message } : { kind: 'refused', message };
}

function issuesOf(problem: Problem | undefined): Record<string, string> {
  return Object.fromEntries(
    (problem?.issues ?? []).map(({ path, message }) => [path.replace(/^sizing\./, ''), message]),
  );
}

/** What a thrown error of `hubspot.fetch` means: it has no type of its own, only a message. */
export function failureOfThrow(error: unknown): Failure {
  const message = error instanceof Error ? error.message : '';
  return { kind: /time[d]?[ -]?out|abort/i.test(message) ? 'timeout' : 'offline' };
}
