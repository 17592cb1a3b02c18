import type { ZodType } from 'zod';
import { ApiProblem, problemOfResponse } from './api-problem.ts';

/** What sends a request: the browser's fetch, or a stand-in. */
export type Send = (request: Request) => Promise<Response>;

/** The server as one person sees it; every failure is an `ApiProblem`, and nothing is shown from here. */
export type ApiClient = {
  readonly personId: string | null;
  readonly get: <Answer>(path: string, schema: ZodType<Answer>, signal?: AbortSignal) => Promise<Answer>;
  /** A file, whatever its type. */
  readonly getFile: (path: string) => Promise<Blob>;
  readonly post: SendJson;
  readonly put: SendJson;
};

type SendJson = <Answer>(path: string, body: unknown, schema: ZodType<Answer>) => Promise<Answer>;

const PATIENCE_MS = 15_000;

export function createApiClient(send: Send, personId: string | null): ApiClient {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (personId !== null) headers['x-demo-person'] = personId;
  const ask = async (path: string, init: RequestInit) => {
    const patience = AbortSignal.timeout(PATIENCE_MS);
    const signal = init.signal ? AbortSignal.any([init.signal, patience]) : patience;
    const url = new URL(`/api/v1${path}`, window.location.origin);
    const response = await reach(send, new Request(url, { ...init, signal }));
    if (!response.ok) throw problemOfResponse(response.status, await response.json().catch(() => null));
    return response;
  };
  const askJson = async <Answer>(path: string, init: RequestInit, schema: ZodType<Answer>) => {
    const response = await ask(path, init);
    return read(schema, await response.json().catch(() => null));
  };
  const sendJson =
    (method: 'POST' | 'PUT'): SendJson =>
    (path, body, schema) => {
      const headersOfBody = { ...headers, 'content-type': 'application/json' };
      return askJson(path, { method, headers: headersOfBody, body: JSON.stringify(body) }, schema);
    };
  return {
    personId,
    get: (path, schema, signal) => askJson(path, { headers, signal: signal ?? null }, schema),
    getFile: async (path) => (await ask(path, { headers })).blob(),
    post: sendJson('POST'),
    put: sendJson('PUT'),
  };
}

async function reach(send: Send, request: Request): Promise<Response> {
  try {
    return await send(request);
  } catch {
    throw new ApiProblem('The server cannot be reached. Nothing was lost; try again.', {
      status: 0,
      code: 'unreachable',
    });
  }
}

function read<Answer>(schema: ZodType<Answer>, body: unknown): Answer {
  const answer = schema.safeParse(body);
  if (answer.success) return answer.data;
  const field = answer.error.issues[0]?.path.join('.') ?? '';
  throw new ApiProblem(`The server's answer cannot be read${field ? ` (at ${field})` : ''}. Load again.`, {
    status: 502,
    code: 'unreadable-answer',
  });
}
