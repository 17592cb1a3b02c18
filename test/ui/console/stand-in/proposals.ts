import { type Proposal, ProposalDecisionInput, type ProposalView } from '@dealfloor/price-book';
import { answer, refuse } from './answers.ts';
import { MARA, personOf } from './people.ts';
import type { Who } from './views.ts';

const DONE = { publish: 'published', refuse: 'refused', withdraw: 'withdrawn' } as const;
type Verb = keyof typeof DONE;

/** One open proposal of a policy by Mara, which others publish, refuse, or she takes back. */
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

  function viewFor(who: Who): ProposalView {
    const isOpen = proposal.state === 'open';
    const isOwn = who.userId === MARA.userId;
    return {
      proposal,
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
      whyNotPublish: isOwn ? 'You proposed this. Another person must publish it.' : null,
      mayRefuse: isOpen && !isOwn,
      mayWithdraw: isOpen && isOwn,
    };
  }

  async function reply(path: string, request: Request, who: Who): Promise<Response> {
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
  return { reply, decisions };
}
