import type { DecisionKind } from '../../support/sign-off-steps.ts';

/** What a deal is sized as; the word that comes back depends on the price book of the day. */
export type SizingKind = 'clear' | 'sign-off' | 'loss' | 'unknown';

export type Action =
  | { readonly do: 'save'; readonly by: number; readonly as: SizingKind }
  | { readonly do: 'submit'; readonly by: number; readonly versionsBack: 0 | 1 }
  | { readonly do: 'withdraw'; readonly by: number }
  | Decide
  | { readonly do: 'wait'; readonly milliseconds: number }
  | { readonly do: 'reprice'; readonly credit: string };

export type Decide = {
  readonly do: 'decide';
  readonly by: number;
  readonly kind: DecisionKind;
  readonly looked: boolean;
};

export type Person = { readonly userId: string; readonly roles: readonly string[] };

type Version = { readonly word: string | null; readonly book: string };
type Request = {
  readonly id: string;
  readonly verdict: string;
  readonly makers: ReadonlySet<string>;
  state: string;
  readonly approvers: Person[];
};

/** What must be true of one deal, told in a few lines and without a database. */
export type Model = {
  readonly owner: Person;
  readonly savers: Set<string>;
  readonly versions: Version[];
  request: Request | null;
};

export function newModel(owner: Person): Model {
  return { owner, savers: new Set(), versions: [], request: null };
}

const isWaiting = ({ request }: Model) => request?.state === 'waiting';
const decides = ({ roles }: Person) => roles.includes('finance') || roles.includes('cfo');

export function expectedSave(model: Model): number {
  return isWaiting(model) ? 409 : 201;
}

export function expectedSubmit(model: Model, version: number, liveBook: string): number {
  if (isWaiting(model)) return 409;
  const latest = model.versions.at(-1);
  if (!latest) return 404;
  if (version !== model.versions.length) return 409;
  if (latest.word !== 'sign_off' && latest.word !== 'loss') return 422;
  return latest.book === liveBook ? 201 : 409;
}

export function expectedWithdraw({ request }: Model, by: Person): number {
  if (!request) return 404;
  if (!request.makers.has(by.userId)) return 403;
  return request.state === 'waiting' ? 200 : 409;
}

export function expectedDecision({ request }: Model, by: Person, hasSeen: boolean): number {
  if (!decides(by)) return 403;
  if (!request) return 404;
  if (request.state !== 'waiting') return 409;
  if (request.makers.has(by.userId) || !addsASignature(request, by)) return 403;
  return hasSeen ? 200 : 409;
}

/** A Loss is signed by the CFO and one other from finance; anything else by one of them. */
function addsASignature({ verdict, approvers }: Request, by: Person): boolean {
  if (approvers.some(({ userId }) => userId === by.userId)) return false;
  if (verdict !== 'loss' || approvers.length === 0) return true;
  return [...approvers, by].some(({ roles }) => roles.includes('cfo'));
}

export function applyDecision(model: Model, by: Person, kind: DecisionKind): void {
  const { request } = model;
  if (!request) return;
  if (kind === 'reject') request.state = 'rejected';
  else if (kind === 'request-changes') request.state = 'changes-requested';
  else {
    request.approvers.push(by);
    if (request.approvers.length === (request.verdict === 'loss' ? 2 : 1)) request.state = 'approved';
  }
}

export function applySubmit(model: Model, id: string, by: Person): void {
  const makers = new Set([...model.savers, by.userId, model.owner.userId]);
  const verdict = model.versions.at(-1)?.word ?? '';
  model.request = { id, verdict, makers, state: 'waiting', approvers: [] };
}
