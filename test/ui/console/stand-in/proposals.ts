import {
  type KnownPerson,
  type PolicyInForce,
  type Proposal,
  ProposalDecisionInput,
  ProposalInput,
  type ProposalPreview,
  ProposalPreviewInput,
  type ProposalView,
} from '@dealfloor/price-book';
import { answer, refuse } from './answers.ts';
import { POLICY } from './demo-book.ts';
import { JOEL, MARA, PEOPLE, personOf } from './people.ts';
import type { Who } from './views.ts';

const DONE = { publish: 'published', refuse: 'refused', withdraw: 'withdrawn' } as const;
type Verb = keyof typeof DONE;

export const TODAY = '2026-11-20';

const POLICY_IN_FORCE: PolicyInForce = {
  today: TODAY,
  policy: POLICY,
  later: [{ version: 'december', effectiveFrom: '2026-12-01' }],
};

const KNOWN: KnownPerson[] = PEOPLE.map(({ userId, name, roles }) => ({
  userId,
  name,
  ownerId: null,
  roles,
}));

const EFFECTS: ProposalPreview = {
  differences: [{ what: 'Floor', before: '60%', after: '62%' }],
  deals: {
    looked: 8,
    changed: [
      {
        dealId: 'D-1006',
        name: 'Atlas Creator Fund',
        before: { word: 'thin', marginPercent: '60.0' },
        after: { word: 'sign_off', marginPercent: '60.0' },
      },
    ],
  },
  publishers: [personOf(JOEL)],
};

/** One open proposal of a policy by Mara, which others publish, refuse, or she takes back; and what is proposed besides. */
export function createProposals() {
  let proposal: Proposal = {
    id: 'p_1',
    kind: 'policy',
    title: 'Policy 2026-12-01',
    effectiveFrom: '2026-12-01',
    note: 'The board asked for a floor of 62%.',
    proposedBy: personOf(MARA),
    proposedAt: new Date(Date.now() - 7_200_000).toISOString(),
    state: 'open',
    decidedBy: null,
    decidedAt: null,
    decisionNote: null,
  };
  const decisions: { verb: Verb; note: string }[] = [];
  const previews: ProposalPreviewInput['change'][] = [];
  const sent: ProposalInput[] = [];
  const faults: Response[] = [];

  function viewFor(who: Who): ProposalView {
    const isOpen = proposal.state === 'open';
    const isOwn = who.userId === MARA.userId;
    return {
      ...EFFECTS,
      proposal,
      whyNotPublish: isOwn ? 'You proposed this. Another person must publish it.' : null,
      mayRefuse: isOpen && !isOwn,
      mayWithdraw: isOpen && isOwn,
    };
  }

  /** Like the server: what does not fit its schema is named by its path. */
  async function look(request: Request): Promise<Response> {
    const body: unknown = await request.json();
    const read = ProposalPreviewInput.safeParse(body);
    if (!read.success) return unfit(read.error.issues);
    const { change } = read.data;
    previews.push(change);
    const fault = faults.shift();
    if (fault) return fault;
    return answer({ ...EFFECTS, deals: change.kind === 'person' ? null : EFFECTS.deals });
  }

  async function propose(request: Request, who: Who): Promise<Response> {
    const input = ProposalInput.parse(await request.json());
    sent.push(input);
    const fault = faults.shift();
    if (fault) return fault;
    const { kind } = input.change;
    proposal = { ...proposal, kind, title: `What ${who.name} proposed`, note: input.note };
    return answer(proposal, 201);
  }

  async function reply(path: string, request: Request, who: Who): Promise<Response> {
    if (path === '/policy') return answer(POLICY_IN_FORCE);
    if (path === '/people') return answer(KNOWN);
    if (path === '/proposals/preview') return look(request);
    if (path === '/proposals' && request.method === 'POST') return propose(request, who);
    if (path === '/proposals') return answer([proposal]);
    if (request.method !== 'POST') return answer(viewFor(who));
    const verb = path.split('/').at(-1) as Verb;
    const { note } = ProposalDecisionInput.parse(await request.json());
    decisions.push({ verb, note });
    if (proposal.state !== 'open') return refuse(409, 'already-decided', 'This was decided.');
    const decidedAt = new Date().toISOString();
    proposal = { ...proposal, state: DONE[verb], decidedBy: personOf(who), decidedAt, decisionNote: note };
    return answer(proposal);
  }
  return { reply, decisions, previews, sent, faults };
}

function unfit(issues: readonly { path: PropertyKey[]; message: string }[]): Response {
  const named = issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  const problem = { code: 'invalid', message: 'Some fields are not right.', requestId: 'req-stand-in' };
  return answer({ ...problem, issues: named }, 422);
}
