import { Button, Skeleton } from '@mantine/core';
import { ProblemPanel } from '../../components/problem-panel.tsx';
import { usePageTitle } from '../../components/use-page-title.ts';
import { problemOf } from '../../http/api-problem.ts';
import { useAudit } from './api/get-audit.ts';
import { AuditFiles } from './audit-files.tsx';
import { isFiltered, useAuditFilter } from './audit-filter.ts';
import { AuditFilters } from './audit-filters.tsx';
import { AuditList } from './audit-list.tsx';
import { ChainState } from './chain-state.tsx';
import './audit.css';

/** Who did what, on which figures and under which terms; nothing here is ever changed. */
export function AuditPage() {
  usePageTitle('Audit');
  const { filter, change, clear } = useAuditFilter();
  const audit = useAudit(filter);
  const [first = null] = audit.data?.pages ?? [];
  const entries = audit.data?.pages.flatMap((page) => page.entries) ?? [];
  if (audit.isError && problemOf(audit.error).status === 403) return <Closed error={audit.error} />;
  return (
    <>
      <header className="page-header">
        <h1>Audit</h1>
        <AuditFiles filter={filter} />
      </header>
      <div className="audit">
        <ChainState />
        <AuditFilters filter={filter} page={first} onChange={change} onClear={clear} />
        {audit.isPending ? <AuditLoading /> : null}
        {audit.isError ? (
          <ProblemPanel
            title="The audit could not be loaded"
            error={audit.error}
            onRetry={() => void (audit.data ? audit.fetchNextPage() : audit.refetch())}
            isRetrying={audit.isFetching}
          />
        ) : null}
        {entries.length > 0 ? (
          <div aria-busy={audit.isPlaceholderData}>
            <AuditList entries={entries} />
          </div>
        ) : null}
        {first && entries.length === 0 ? <AuditEmpty isFiltered={isFiltered(filter)} /> : null}
        {audit.hasNextPage ? (
          <Button
            className="audit-more"
            variant="default"
            onClick={() => void audit.fetchNextPage()}
            loading={audit.isFetchingNextPage}
          >
            Show older entries
          </Button>
        ) : null}
      </div>
    </>
  );
}

function Closed({ error }: { error: Error }) {
  return (
    <ProblemPanel title="The audit is not open to you" error={error} onRetry={() => {}} isRetrying={false} />
  );
}

function AuditEmpty({ isFiltered: filtered }: { isFiltered: boolean }) {
  return (
    <div className="panel">
      <p>
        <strong>{filtered ? 'No entry is like this.' : 'Nothing has happened yet.'}</strong>
      </p>
      <p className="muted">
        {filtered
          ? 'Take a filter away, or choose other days.'
          : 'Every saved estimate, request and decision comes here.'}
      </p>
    </div>
  );
}

/** The shape of the list while it loads. */
function AuditLoading() {
  return (
    <div role="status" aria-label="The audit is loading" className="skeletons">
      {['first', 'second', 'third', 'fourth'].map((row) => (
        <Skeleton key={row} height={40} />
      ))}
    </div>
  );
}
