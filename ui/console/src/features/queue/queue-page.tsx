import type { Queue } from '@dealfloor/price-book';
import { useMediaQuery } from '@mantine/hooks';
import { useRef } from 'react';
import { ListKeys } from '../../components/list-keys.tsx';
import { ProblemPanel } from '../../components/problem-panel.tsx';
import { StaleNotice } from '../../components/stale-notice.tsx';
import { usePageTitle } from '../../components/use-page-title.ts';
import { useRowKeys } from '../../components/use-row-keys.ts';
import { problemOf } from '../../http/api-problem.ts';
import { showDollars } from '../../words/show-dollars.ts';
import { BypassList } from '../bypasses/bypass-list.tsx';
import { Tour } from '../session/tour.tsx';
import { useQueue } from './api/get-queue.ts';
import { BulkBar } from './bulk-bar.tsx';
import { orderRows } from './order-rows.ts';
import { QueueCards } from './queue-cards.tsx';
import { QueueEmpty } from './queue-empty.tsx';
import { fitting, STATUSES, usefulChips, useQueueFilter } from './queue-filter.ts';
import { QueueFilters } from './queue-filters.tsx';
import { QueueLoading } from './queue-loading.tsx';
import { queueSentence } from './queue-sentence.ts';
import { QueueTable } from './queue-table.tsx';
import { useSelection } from './selection.ts';
import './queue.css';

/** Finance's first screen: what waits, the worst on top. */
export function QueuePage({ hasTour }: { hasTour: boolean }) {
  const filter = useQueueFilter();
  const queue = useQueue(filter.status);
  const isClosed = queue.isLoadingError && problemOf(queue.error).status === 403;
  const label = STATUSES.find(({ value }) => value === filter.status)?.label ?? '';
  usePageTitle(hasTour ? `Start: ${label}` : `Queue: ${label}`);
  return (
    <>
      {hasTour ? <Tour /> : null}
      <header className="page-header">
        <h1 title={queue.data ? showDollars(queue.data.atRiskUsd) : undefined}>
          {queue.data ? queueSentence(queue.data) : 'Sign-offs'}
        </h1>
        <ListKeys one="request" many="requests" />
      </header>
      {isClosed ? null : (
        <QueueFilters
          status={filter.status}
          onStatus={filter.setStatus}
          chips={usefulChips(queue.data?.rows ?? [], filter.chosen)}
          chosen={filter.chosen}
          onToggle={filter.toggle}
        />
      )}
      {queue.data && queue.isError ? (
        <StaleNotice
          asOfMs={queue.dataUpdatedAt}
          onRetry={() => void queue.refetch()}
          isRetrying={queue.isFetching}
        />
      ) : null}
      {queue.data ? <QueueList queue={queue.data} filter={filter} /> : null}
      {queue.isPending ? <QueueLoading /> : null}
      <BypassList />
      {queue.isLoadingError ? (
        <ProblemPanel
          title={isClosed ? 'The queue is not open to you' : 'The queue could not be loaded'}
          error={queue.error}
          onRetry={() => void queue.refetch()}
          isRetrying={queue.isFetching}
        />
      ) : null}
    </>
  );
}

function QueueList({ queue, filter }: { queue: Queue; filter: ReturnType<typeof useQueueFilter> }) {
  const list = useRef<HTMLDivElement>(null);
  useRowKeys(list, '.review-link');
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const rows = orderRows(fitting(queue.rows, filter.chosen));
  const selection = useSelection(rows);
  if (rows.length === 0) {
    const hidesSome = queue.rows.length > 0;
    return (
      <QueueEmpty queue={queue} status={filter.status} onShowAll={hidesSome ? filter.clearChips : null} />
    );
  }
  return (
    <div ref={list}>
      {isNarrow ? (
        <QueueCards rows={rows} />
      ) : (
        <>
          <QueueTable rows={rows} status={filter.status} selection={selection} />
          <BulkBar selection={selection} />
        </>
      )}
    </div>
  );
}
