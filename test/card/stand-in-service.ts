import {
  breakEven,
  CommentInput,
  checkSizing,
  type DealView,
  PreviewInput,
  SaveInput,
  type SignOff,
  SubmitInput,
} from '@dealfloor/price-book';
import {
  ASKED_MARA,
  CATALOGUE,
  DAY,
  estimateOf,
  POLICY,
  RATES,
  TOM,
  versionOf,
  waitingSignOff,
} from './demo.ts';
import { answer, StandIn } from './stand-in.ts';

/** A service that keeps one deal and prices it for real. */
export class StandInService extends StandIn {
  view: DealView;
  catalogue = CATALOGUE;

  constructor(view: DealView) {
    super();
    this.view = view;
  }

  protected isOurs(path: string): boolean {
    return path === '/catalogue' || path.startsWith(`/deals/${this.view.deal.id}`);
  }

  protected reply(path: string, body: unknown): Response {
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
    if (path.endsWith('/comments')) {
      const at = '2026-11-20T12:00:00Z';
      return answer({ id: 'c_1', by: TOM, at, body: CommentInput.parse(body).body }, 201);
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
    const signOff: SignOff = waitingSignOff({ reason, neededBy, estimateVersion, goesTo: [ASKED_MARA] });
    this.view = { ...this.view, signOff, status: 'waiting', canEdit: false };
    return answer(signOff, 201);
  }
}
