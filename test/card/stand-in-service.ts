import {
  breakEven,
  checkSizing,
  type DealView,
  PreviewInput,
  SaveInput,
  type SignOff,
  SubmitInput,
} from '@dealfloor/price-book';
import { hubspot } from '@hubspot/ui-extensions';
import { vi } from 'vitest';
import { CATALOGUE, DAY, estimateOf, MARA, POLICY, RATES, versionOf, waitingSignOff } from './demo.ts';

export type Sent = { readonly method: string; readonly path: string; readonly body: unknown };
type Fault = { readonly path: RegExp; readonly answer: () => Promise<Response> };

/** A service that keeps one deal, prices it for real, and can be told to fail. */
export class StandInService {
  view: DealView;
  catalogue = CATALOGUE;
  readonly sent: Sent[] = [];
  readonly #faults: Fault[] = [];

  constructor(view: DealView) {
    this.view = view;
    vi.spyOn(hubspot, 'fetch').mockImplementation(async (url, options) => {
      const path = new URL(String(url)).pathname.replace('/hubspot', '');
      const { method = 'GET', body } = options ?? {};
      const isOurs = path === '/catalogue' || path.startsWith(`/deals/${this.view.deal.id}`);
      if (!isOurs) return answer({ code: 'gone', message: 'An earlier test.', requestId: 'req_0' }, 404);
      this.sent.push({ method, path, body });
      const at = this.#faults.findIndex((fault) => fault.path.test(path));
      const [fault] = at < 0 ? [] : this.#faults.splice(at, 1);
      return fault ? fault.answer() : this.#answer(path, body);
    });
  }

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

  #answer(path: string, body: unknown): Response {
    if (path === '/catalogue') return answer(this.catalogue);
    if (path.endsWith('/preview')) return this.#preview(body);
    if (path.endsWith('/break-even')) {
      const { sizing } = PreviewInput.parse(body);
      const context = { sizing, rates: RATES, policy: POLICY, comparableAccounts: 6, day: DAY };
      return answer(breakEven(context));
    }
    if (/\/estimates\/\d+$/.test(path)) return answer(this.view.current);
    if (path.endsWith('/estimates')) return this.#save(body);
    if (path.endsWith('/withdraw')) {
      const signOff = waitingSignOff({ status: 'withdrawn' });
      this.view = { ...this.view, signOff, status: 'withdrawn', canEdit: true };
      return answer(signOff);
    }
    if (path.endsWith('/sign-offs')) return this.#submit(body);
    return answer(this.view);
  }

  #preview(body: unknown): Response {
    const { sizing } = PreviewInput.parse(body);
    const issues = checkSizing(sizing, RATES);
    if (issues.length === 0) return answer(estimateOf(sizing));
    return answer({ code: 'invalid', message: 'Look at the fields.', requestId: 'req_1', issues }, 422);
  }

  #save(body: unknown): Response {
    const { sizing } = SaveInput.parse(body);
    const current = versionOf(sizing, (this.view.current?.version ?? 0) + 1);
    this.view = { ...this.view, current };
    return answer(current, 201);
  }

  #submit(body: unknown): Response {
    const { reason, neededBy, estimateVersion } = SubmitInput.parse(body);
    const signOff: SignOff = waitingSignOff({ reason, neededBy, estimateVersion, goesTo: [MARA] });
    this.view = { ...this.view, signOff, status: 'waiting', canEdit: false };
    return answer(signOff, 201);
  }
}

function answer(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status });
}
