import type { Proposal } from '@dealfloor/price-book';
import { Skeleton } from '@mantine/core';
import { Link } from 'react-router';
import { Moment } from '../../components/moment.tsx';
import { ProblemPanel } from '../../components/problem-panel.tsx';
import { Scroller } from '../../components/scroller.tsx';
import { usePageTitle } from '../../components/use-page-title.ts';
import { showDay } from '../../words/show-day.ts';
import { useProposals } from './api/get-proposals.ts';
import { STATE_NAMES } from './proposal-words.ts';
import { ProposeMenu } from './propose-menu.tsx';
import './proposals.css';

/** Changes of policy, prices and roles: proposed by one person, published by another. */
export function ProposalsPage() {
  usePageTitle('Proposals');
  const proposals = useProposals();
  return (
    <>
      <header className="page-header">
        <h1>{proposals.data ? headline(proposals.data) : 'Proposals'}</h1>
        <ProposeMenu />
      </header>
      {proposals.isPending ? (
        <div role="status" aria-label="The proposals are loading" className="skeletons">
          <Skeleton height={120} />
        </div>
      ) : null}
      {proposals.isError ? (
        <ProblemPanel
          title="The proposals could not be loaded"
          error={proposals.error}
          onRetry={() => void proposals.refetch()}
          isRetrying={proposals.isFetching}
        />
      ) : null}
      {proposals.data && proposals.data.length > 0 ? <ProposalTable proposals={proposals.data} /> : null}
      {proposals.data?.length === 0 ? (
        <section className="panel">
          <p>Nothing was proposed yet.</p>
          <p className="muted">
            A policy, a price book or somebody’s roles are proposed by one person and published by another.
          </p>
        </section>
      ) : null}
    </>
  );
}

function headline(proposals: readonly Proposal[]): string {
  const open = proposals.filter(({ state }) => state === 'open').length;
  return open === 0 ? 'Proposals: none is open' : `Proposals: ${open} open`;
}

function ProposalTable({ proposals }: { proposals: readonly Proposal[] }) {
  return (
    <Scroller label="Proposals">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Holds from</th>
            <th scope="col">Proposed</th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          {proposals.map(({ id, title, effectiveFrom, proposedBy, proposedAt, state, decidedBy }) => (
            <tr key={id}>
              <th scope="row">
                <Link to={`/proposals/${id}`}>{title}</Link>
              </th>
              <td>{effectiveFrom === null ? 'Its publication' : showDay(effectiveFrom)}</td>
              <td>
                {proposedBy.name}, <Moment at={proposedAt} />
              </td>
              <td>
                {STATE_NAMES[state]}
                {decidedBy ? ` by ${decidedBy.name}` : ''}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}
