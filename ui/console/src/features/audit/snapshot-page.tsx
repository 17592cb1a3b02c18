import type { AuditSnapshot } from '@dealfloor/price-book';
import { Skeleton } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { ProblemPanel } from '../../components/problem-panel.tsx';
import { Scroller } from '../../components/scroller.tsx';
import { usePageTitle } from '../../components/use-page-title.ts';
import { problemOf } from '../../http/api-problem.ts';
import { showMoment } from '../../words/show-time.ts';
import { useSnapshot } from './api/get-audit.ts';
import { showVia, showWho } from './audit-words.ts';
import { FrozenFigures } from './frozen-figures.tsx';
import './audit.css';

/** One entry of the audit with everything that it froze. */
export function SnapshotPage() {
  const { sequence = '' } = useParams();
  const snapshot = useSnapshot(sequence);
  usePageTitle(`Audit entry ${sequence}`);
  return (
    <div className="audit">
      <p>
        <Link to="/audit" className="entry-link">
          All entries
        </Link>
      </p>
      {snapshot.isPending ? (
        <div role="status" aria-label="The entry is loading" className="skeletons">
          <Skeleton height={36} width="40%" />
          <Skeleton height={180} />
        </div>
      ) : null}
      {snapshot.isError ? (
        <ProblemPanel
          title={titleOf(problemOf(snapshot.error).status)}
          error={snapshot.error}
          onRetry={() => void snapshot.refetch()}
          isRetrying={snapshot.isFetching}
        />
      ) : null}
      {snapshot.data ? <Snapshot snapshot={snapshot.data} /> : null}
    </div>
  );
}

function titleOf(status: number): string {
  if (status === 403) return 'The audit is not open to you';
  return status === 404 || status === 422 ? 'There is no such entry' : 'The entry could not be loaded';
}

function Snapshot({ snapshot }: { snapshot: AuditSnapshot }) {
  const { entry, figures, note, record, keyId, hash, previousHash } = snapshot;
  const { sequence, at, what, deal, before, after, via } = entry;
  return (
    <>
      <h1>
        Entry {sequence}: {what}
      </h1>
      <section className="panel" aria-label="What happened">
        <dl className="facts">
          <dt>When</dt>
          <dd>{showMoment(at)}</dd>
          <dt>Who</dt>
          <dd data-testid="who">
            {showWho(entry)}, via {showVia(via)}
          </dd>
          {deal ? <Fact name="Deal" value={`${deal.name} (${deal.dealId})`} /> : null}
          {after ? <Fact name="Changed" value={before ? `${before} → ${after}` : after} /> : null}
        </dl>
        {note ? <blockquote className="note">{note}</blockquote> : null}
      </section>
      {figures ? <FrozenFigures sequence={sequence} entry={entry} figures={figures} /> : null}
      <section className="panel sealed" aria-labelledby="sealed">
        <h2 id="sealed">As it is sealed</h2>
        <dl className="facts">
          <Fact name="Key" value={keyId === 'none' ? 'None: from before there were keys' : keyId} isCode />
          <Fact name="Hash" value={hash} isCode />
          <Fact name="Before it" value={previousHash} isCode />
        </dl>
        <details>
          <summary>The whole record</summary>
          <Scroller label="The whole record">
            <pre>{JSON.stringify(record, null, 2)}</pre>
          </Scroller>
        </details>
      </section>
    </>
  );
}

function Fact({ name, value, isCode = false }: { name: string; value: string; isCode?: boolean }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{isCode ? <code>{value}</code> : value}</dd>
    </>
  );
}
