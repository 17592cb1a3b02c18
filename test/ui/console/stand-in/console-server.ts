import {
  type AccountBook,
  type AccountView,
  type BulkDecisionInput,
  CommentInput,
} from '@dealfloor/price-book';
import { demoAccount, demoAccountBook } from './accounts.ts';
import { answer, refuse } from './answers.ts';
import { createAway } from './away.ts';
import { decide, record } from './decide.ts';
import { PEOPLE, personOf } from './people.ts';
import { createProposals } from './proposals.ts';
import { demoRequests, hashOf, movedFigures, type StoredRequest } from './requests.ts';
import { queueOf, reviewOf, viewerOf, type Who } from './views.ts';

type Options = {
  isDemo?: boolean;
  isEmpty?: boolean;
  /** What else is true of every book and account. */
  book?: Partial<AccountBook>;
  account?: Partial<AccountView>;
};

export type ConsoleServer = ReturnType<typeof createConsoleServer>;

/** The server's contract in memory, with state: what one person decides, the next one sees. */
export function createConsoleServer(options: Options = {}) {
  const { isDemo = true, isEmpty = false } = options;
  const all = demoRequests(Date.now());
  if (isEmpty) dropWaiting(all);
  const proposals = createProposals();
  const away = createAway();
  const answered = new Map<string, { body: string; response: Response }>();
  const decisions: { path: string; body: Record<string, unknown> }[] = [];
  const decisionFaults: Response[] = [];
  let outage: (() => Response) | null = null;

  const find = (id: string) => all.find(({ signOff }) => signOff.id === id);

  async function postDecision(id: string, request: Request, who: Who): Promise<Response> {
    const body: Record<string, unknown> = await request.json();
    decisions.push({ path: id, body });
    const fault = decisionFaults.shift();
    if (fault) return fault;
    const key = String(body.idempotencyKey);
    const known = answered.get(key);
    if (known && known.body === JSON.stringify(body)) return known.response.clone();
    if (known) return refuse(409, 'key-reused', 'This key was used for another decision.');
    const stored = find(id);
    if (!stored) return refuse(404, 'not-found', 'There is no such request.');
    const response = decide(stored, body, who);
    if (response.ok) answered.set(key, { body: JSON.stringify(body), response: response.clone() });
    return response;
  }

  async function decideTogether(request: Request, who: Who): Promise<Response> {
    const { kind, note, requests, idempotencyKey }: BulkDecisionInput = await request.json();
    const results = requests.map(({ signOffId, seenHash }) => {
      const stored = find(signOffId);
      if (!stored) return { signOffId, dealName: signOffId, isDone: false, status: null, sentence: 'Gone.' };
      const dealName = stored.deal.name;
      if (seenHash !== hashOf(stored)) {
        return { signOffId, dealName, isDone: false, status: null, sentence: 'The figures changed.' };
      }
      record(stored, { kind, idempotencyKey, seenHash, note }, who);
      return { signOffId, dealName, isDone: true, status: stored.signOff.status, sentence: null };
    });
    return answer({ results });
  }

  function answerAccounts(path: string, search: URLSearchParams, who: Who): Response {
    const window = search.get('window') === '90' ? '90' : '30';
    if (path === '/accounts') {
      return answer({ ...demoAccountBook(viewerOf(who), window, search.get('book')), ...options.book });
    }
    if (path === '/accounts/t_1')
      return answer({ ...demoAccount(viewerOf(who), window), ...options.account });
    return refuse(404, 'not-found', 'There is no such account in your book.');
  }

  async function send(request: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const path = pathname.replace('/api/v1', '');
    if (path === '/demo')
      return isDemo ? answer({ people: PEOPLE }) : refuse(404, 'not-found', 'No demo here.');
    const who = PEOPLE.find(({ userId }) => userId === request.headers.get('x-demo-person'));
    if (!who) return refuse(401, 'unauthorized', 'Sign in through your company to see what waits.');
    if (path === '/me') return answer(viewerOf(who));
    if (path.startsWith('/me/away')) return away.reply(path, request, who);
    if (path === '/sign-offs/decisions') return decideTogether(request, who);
    const [, id, action] = /^\/sign-offs\/([^/]+)(\/decisions|\/comments)?$/.exec(path) ?? [];
    if (id && path.endsWith('/comments')) return postComment(find(id), await request.json(), who);
    if (id && action && request.method === 'POST') return postDecision(id, request, who);
    if (outage) return outage();
    if (/^\/(proposals|policy|people)/.test(path)) return proposals.reply(path, request, who);
    if (path.startsWith('/accounts')) return answerAccounts(path, searchParams, who);
    if (path === '/sign-offs') {
      return answer(queueOf(all, searchParams.get('status') ?? 'waiting', who, Date.now()));
    }
    const stored = id ? find(id) : undefined;
    return stored ? answer(reviewOf(stored, who)) : refuse(404, 'not-found', 'There is no such request.');
  }

  return {
    send,
    decisions,
    proposalDecisions: proposals.decisions,
    proposals,
    /** Reading fails until it is mended; who one is stays known. */
    breakDown: (fail: () => Response) => {
      outage = fail;
    },
    mend: () => {
      outage = null;
    },
    failNextDecision: (response: Response) => decisionFaults.push(response),
    /** Somebody else decides in the same moment, past every check. */
    approveBehindTheScenes: (id: string, who: Who) => {
      const stored = find(id);
      const answerKey = { idempotencyKey: 'behind-the-scenes', seenHash: '0'.repeat(64) };
      if (stored) record(stored, { kind: 'approve', ...answerKey, note: '' }, who);
    },
    /** A new price book takes effect while a request waits. */
    moveFigures: (id: string) => {
      const stored = find(id);
      if (stored) stored.current = movedFigures(stored);
      return stored ? hashOf(stored) : null;
    },
    /** An approval that no longer holds by itself. */
    askForSecondLook: (id: string, why: string) => {
      const stored = find(id);
      if (!stored) return;
      const { round } = stored.signOff;
      stored.signOff = {
        ...stored.signOff,
        status: 'second-look',
        round: round + 1,
        secondLook: [why],
        approvalsGiven: 0,
      };
    },
  };
}

function postComment(stored: StoredRequest | undefined, input: unknown, who: Who): Response {
  if (!stored) return refuse(404, 'not-found', 'There is no such request.');
  const { body } = CommentInput.parse(input);
  const { comments } = stored.signOff;
  const comment = { id: `c_${comments.length}`, by: personOf(who), at: new Date().toISOString(), body };
  stored.signOff = { ...stored.signOff, comments: [...comments, comment] };
  return answer(comment);
}

function dropWaiting(all: StoredRequest[]): void {
  const left = all.filter(({ signOff }) => signOff.status !== 'waiting');
  all.splice(0, all.length, ...left);
}
