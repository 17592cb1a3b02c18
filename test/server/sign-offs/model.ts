import type { DecisionKind } from '../../support/sign-off-steps.ts';

/** What a deal is sized as; `lighter` is `sign-off` with less off the price, so it lies inside what that was signed for. */
export type SizingKind = 'clear' | 'sign-off' | 'lighter' | 'loss' | 'unknown';

export type Action =
  | { readonly do: 'save'; readonly by: number; readonly as: SizingKind }
  | { readonly do: 'submit'; readonly by: number; readonly versionsBack: 0 | 1 }
  | { readonly do: 'withdraw'; readonly by: number }
  | Decide
  | { readonly do: 'wait'; readonly milliseconds: number }
  | { readonly do: 'reprice'; readonly credit: string }
  | { readonly do: 'use'; readonly calls: number };

export type Decide = {
  readonly do: 'decide';
  readonly by: number;
  readonly kind: DecisionKind;
  readonly looked: boolean;
};

export type Person = { readonly userId: string; readonly roles: readonly string[] };

export type Judged = { readonly word: string; readonly rules: readonly string[] };

/** The world around a deal as it is now: the day, the price book in force, and what it makes of a sizing. */
export type Now = {
  readonly day: string;
  readonly book: string;
  readonly judge: (kind: SizingKind) => Judged;
};

type Version = { readonly kind: SizingKind; readonly book: string; readonly word: string };
type Signed = { readonly kind: SizingKind; readonly book: string } & Judged;
export type Request = {
  id: string;
  makers: ReadonlySet<string>;
  state: string;
  covers: number;
  verdict: string;
  round: number;
  signers: Person[];
  signed: Signed | null;
  isConditional: boolean;
  validUntil: string | null;
};

/** What must be true of one deal, told without a database. */
export type Model = {
  readonly owner: Person;
  readonly savers: Set<string>;
  readonly versions: Version[];
  request: Request | null;
  booked: number;
};

const MOST_CALLS = 725_400;
const WORDS = ['clear', 'thin', 'sign_off', 'loss', 'unknown'];

export function newModel(owner: Person): Model {
  return { owner, savers: new Set(), versions: [], request: null, booked: 0 };
}

const decides = ({ roles }: Person) => roles.includes('finance') || roles.includes('cfo');

/** The request as it stands now, whatever was last written. */
export function standing({ request, versions, booked }: Model, now: Now): string {
  if (!request) return 'none';
  if (request.state !== 'approved' && request.state !== 'approved-with-conditions') return request.state;
  if (request.validUntil !== null && request.validUntil < now.day) {
    return request.state === 'approved' ? 'expired' : 'second-look';
  }
  const { signed } = request;
  const covered = versions[request.covers - 1];
  if (!signed || !covered) throw new Error('an approval covers a version');
  const today = now.judge(covered.kind);
  const isWorse =
    WORDS.indexOf(today.word) > WORDS.indexOf(signed.word) ||
    today.rules.some((rule) => !signed.rules.includes(rule));
  const hasMoved = signed.book !== now.book && isWorse;
  return hasMoved || booked > MOST_CALLS ? 'second-look' : request.state;
}

/** Where the deal stands. */
export function dealStanding(model: Model, now: Now): string {
  const newest = model.versions.at(-1);
  if (!newest) return 'draft';
  const state = standing(model, now);
  if (model.request && state !== 'superseded' && model.request.covers === model.versions.length) return state;
  return newest.word === 'clear' || newest.word === 'thin' ? 'not-required' : 'draft';
}

const isActive = (state: string) => ['approved', 'approved-with-conditions', 'second-look'].includes(state);

export function expectedSave(model: Model): number {
  return model.request?.state === 'waiting' ? 409 : 201;
}

export function applySave(model: Model, by: Person, kind: SizingKind, now: Now): void {
  const state = standing(model, now);
  model.savers.add(by.userId);
  model.versions.push({ kind, book: now.book, word: now.judge(kind).word });
  const { request } = model;
  if (!request || !isActive(request.state)) return;
  if (!isActive(state)) request.state = state;
  else if (state !== 'second-look' && isInside(request, kind, by, now))
    request.covers = model.versions.length;
  else request.state = 'superseded';
}

function isInside({ signed, signers }: Request, kind: SizingKind, by: Person, now: Now): boolean {
  if (!signed || signed.book !== now.book || signers.some(({ userId }) => userId === by.userId)) return false;
  return kind === signed.kind || (signed.kind === 'sign-off' && kind === 'lighter');
}

export function expectedSubmit(model: Model, version: number, now: Now): number {
  if (model.request?.state === 'waiting') return 409;
  const latest = model.versions.at(-1);
  if (!latest) return 404;
  if (version !== model.versions.length) return 409;
  if (latest.word !== 'sign_off' && latest.word !== 'loss') return 422;
  return latest.book === now.book ? 201 : 409;
}

export function applySubmit(model: Model, id: string, by: Person): void {
  const verdict = model.versions.at(-1)?.word ?? '';
  model.request = {
    id,
    makers: new Set([...model.savers, by.userId, model.owner.userId]),
    state: 'waiting',
    covers: model.versions.length,
    verdict,
    round: 1,
    signers: [],
    signed: null,
    isConditional: false,
    validUntil: null,
  };
}

export function expectedWithdraw({ request }: Model, by: Person): number {
  if (!request) return 404;
  if (!request.makers.has(by.userId)) return 403;
  return request.state === 'waiting' ? 200 : 409;
}

export function expectedDecision(model: Model, by: Person, hasSeen: boolean, now: Now): number {
  if (!decides(by)) return 403;
  const { request } = model;
  if (!request) return 404;
  const state = standing(model, now);
  if (state !== 'waiting' && state !== 'second-look') return 409;
  if (makersOf(model).has(by.userId) || !addsASignature(inThisRound(model, now), by)) return 403;
  return hasSeen ? 200 : 409;
}

/** Who made the deal what it is: those of the request, and whoever edited it since. */
export function makersOf({ request, savers, owner }: Model): Set<string> {
  return new Set([...(request?.makers ?? []), ...savers, owner.userId]);
}

/** The round that a decision would be in: a second look that nobody has begun begins with it. */
function inThisRound(
  model: Model,
  now: Now,
): Pick<Request, 'verdict' | 'round' | 'signers' | 'isConditional'> {
  const { request } = model;
  if (!request) throw new Error('only a request is decided');
  if (request.state === 'waiting' || request.state === 'second-look') return request;
  const covered = model.versions[request.covers - 1];
  const word = covered ? now.judge(covered.kind).word : '';
  const verdict = word === 'loss' ? 'loss' : 'sign_off';
  return { verdict, round: request.round + 1, signers: [], isConditional: false };
}

/** A Loss is signed by the CFO and one other from finance; anything else by one of them. */
function addsASignature({ verdict, signers }: Pick<Request, 'verdict' | 'signers'>, by: Person): boolean {
  if (signers.some(({ userId }) => userId === by.userId)) return false;
  if (verdict !== 'loss' || signers.length === 0) return true;
  return [...signers, by].some(({ roles }) => roles.includes('cfo'));
}

export type Deciding = { readonly by: Person; readonly kind: DecisionKind; readonly validUntil: string };

export function applyDecision(model: Model, { by, kind, validUntil }: Deciding, now: Now): void {
  const { request } = model;
  if (!request) return;
  const state = standing(model, now);
  Object.assign(request, inThisRound(model, now), { state });
  if (kind === 'reject') request.state = 'rejected';
  else if (kind === 'request-changes') request.state = 'changes-requested';
  else sign(model, request, { by, kind, validUntil }, now);
}

/** Those who signed other figures sign again. */
function askAnew(request: Request): void {
  Object.assign(request, { round: request.round + 1, signers: [], isConditional: false });
}

function sign(model: Model, request: Request, { by, kind, validUntil }: Deciding, now: Now): void {
  if (request.signers.length > 0 && request.signed?.book !== now.book) askAnew(request);
  request.signers = [...request.signers, by];
  const isFirst = request.signers.length === 1;
  const covered = model.versions[request.covers - 1];
  if (!covered) throw new Error('a request covers a version');
  request.signed = { kind: covered.kind, book: now.book, ...now.judge(covered.kind) };
  request.validUntil = isFirst || validUntil < (request.validUntil ?? '') ? validUntil : request.validUntil;
  request.isConditional ||= kind === 'approve-with-conditions';
  if (request.signers.length < (request.verdict === 'loss' ? 2 : 1)) return;
  request.state = request.isConditional ? 'approved-with-conditions' : 'approved';
}
