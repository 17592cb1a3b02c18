import type { ProposalView } from '@dealfloor/price-book';
import { Skeleton } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { Moment } from '../../components/moment.tsx';
import { ProblemPanel } from '../../components/problem-panel.tsx';
import { usePageTitle } from '../../components/use-page-title.ts';
import { useApi } from '../../http/api-context.ts';
import { showDay } from '../../words/show-day.ts';
import { AffectedDeals } from './affected-deals.tsx';
import { useProposal } from './api/get-proposals.ts';
import { DecideProposal } from './decide-proposal.tsx';
import { ProposalDifferences } from './proposal-differences.tsx';
import { STATE_NAMES } from './proposal-words.ts';
import './proposals.css';

/** One proposal: what it changes, for which deals, and the decision. */
export function ProposalPage() {
  const { proposalId = '' } = useParams();
  const { personId } = useApi();
  return <ProposalOf key={`${personId} ${proposalId}`} id={proposalId} />;
}

function ProposalOf({ id }: { id: string }) {
  const proposal = useProposal(id);
  usePageTitle(proposal.data?.proposal.title ?? 'Proposal');
  if (proposal.isPending) return <Skeleton height={240} role="status" aria-label="The proposal is loading" />;
  if (proposal.isLoadingError) {
    return (
      <ProblemPanel
        title="This proposal could not be loaded"
        error={proposal.error}
        onRetry={() => void proposal.refetch()}
        isRetrying={proposal.isFetching}
      />
    );
  }
  return <ProposalBody view={proposal.data} />;
}

function ProposalBody({ view }: { view: ProposalView }) {
  const { proposal, differences, deals } = view;
  const isOpen = proposal.state === 'open';
  return (
    <div className="proposal">
      <header className="page-header">
        <div>
          <p className="way-back">
            <Link to="/proposals">All proposals</Link>
          </p>
          <h1>{proposal.title}</h1>
        </div>
      </header>
      <section className="panel" aria-label="The proposal">
        <p>
          <strong>{STATE_NAMES[proposal.state]}.</strong> {proposal.proposedBy.name} proposed it{' '}
          <Moment at={proposal.proposedAt} />.{' '}
          {proposal.effectiveFrom === null
            ? 'It holds as soon as it is published.'
            : `It holds from ${showDay(proposal.effectiveFrom)}.`}
        </p>
        <blockquote className="why">{proposal.note}</blockquote>
        {proposal.decidedBy && proposal.decidedAt ? (
          <p>
            {proposal.decidedBy.name}: {STATE_NAMES[proposal.state].toLowerCase()}{' '}
            <Moment at={proposal.decidedAt} />.{proposal.decisionNote ? ` “${proposal.decisionNote}”` : ''}
          </p>
        ) : null}
      </section>
      {isOpen ? <ProposalDifferences differences={differences} isNamed={proposal.kind !== 'person'} /> : null}
      {deals ? <AffectedDeals deals={deals} /> : null}
      {isOpen ? <DecideProposal view={view} /> : null}
    </div>
  );
}
