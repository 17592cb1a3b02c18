import { hubspot } from '@hubspot/ui-extensions';
import { vi } from 'vitest';

export type Sent = { readonly method: string; readonly path: string; readonly body: unknown };
type Fault = { readonly path: RegExp; readonly answer: () => Promise<Response> };

/** A service behind `hubspot.fetch` that remembers what it was sent, and can be told to fail. */
export abstract class StandIn {
  readonly sent: Sent[] = [];
  readonly #faults: Fault[] = [];

  constructor() {
    vi.spyOn(hubspot, 'fetch').mockImplementation(async (url, options) => {
      const { pathname, search } = new URL(String(url));
      const path = (pathname + search).replace('/hubspot', '');
      const { method = 'GET', body } = options ?? {};
      if (!this.isOurs(path))
        return answer({ code: 'gone', message: 'An earlier test.', requestId: 'req_0' }, 404);
      this.sent.push({ method, path, body });
      const at = this.#faults.findIndex((fault) => fault.path.test(path));
      const [fault] = at < 0 ? [] : this.#faults.splice(at, 1);
      return fault ? fault.answer() : this.reply(path, body);
    });
  }

  /** Whether a path belongs to the record of this test: a card of an earlier test may still be asking. */
  protected abstract isOurs(path: string): boolean;
  protected abstract reply(path: string, body: unknown): Response;

  /** The next requests to a path get this status, with a problem as the service words it. */
  failNext(
    path: RegExp,
    status: number,
    problem: { code?: string; message?: string; issues?: unknown[] } = {},
  ) {
    const body = { code: 'failed', message: 'It failed.', requestId: 'req_1', ...problem };
    this.#faults.push({ path, answer: async () => answer(body, status) });
  }

  /** The next request to a path never gets through. */
  dropNext(path: RegExp) {
    this.#faults.push({ path, answer: () => Promise.reject(new TypeError('Failed to fetch')) });
  }

  /** The next request to a path is answered when the returned function is called. */
  holdNext(path: RegExp, body: () => unknown): () => void {
    let release = () => {};
    const held = new Promise<Response>((resolve) => {
      release = () => resolve(answer(body()));
    });
    this.#faults.push({ path, answer: () => held });
    return () => release();
  }

  sentTo(path: RegExp): Sent[] {
    return this.sent.filter((request) => request.method === 'POST' && path.test(request.path));
  }
}

export function answer(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status });
}
