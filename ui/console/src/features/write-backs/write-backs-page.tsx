import type { RefusedWriteBack, WriteBacks } from '@dealfloor/price-book';
import { Button, Skeleton } from '@mantine/core';
import { Moment } from '../../components/moment.tsx';
import { ProblemPanel } from '../../components/problem-panel.tsx';
import { Scroller } from '../../components/scroller.tsx';
import { usePageTitle } from '../../components/use-page-title.ts';
import { problemOf } from '../../http/api-problem.ts';
import { showMoment } from '../../words/show-time.ts';
import { useWriteBacks } from './api/get-write-backs.ts';
import { useRetryWriteBack } from './api/retry-write-back.ts';
import './write-backs.css';

const LANE_NAMES: Record<RefusedWriteBack['lane'], string> = {
  hubspot: 'HubSpot',
  workflow: 'HubSpot workflows',
  slack: 'Slack',
  email: 'E-mail',
};

/** What the outside refused, in its own words, until somebody has it told again. */
export function WriteBacksPage() {
  usePageTitle('Not told');
  const { data, isPending, isError, error, refetch, isFetching } = useWriteBacks();
  return (
    <>
      <header className="page-header">
        <h1>{data ? headline(data) : 'Not told'}</h1>
      </header>
      {isPending ? (
        <div role="status" aria-label="The list is loading" className="skeletons">
          <Skeleton height={120} />
        </div>
      ) : null}
      {isError ? (
        <ProblemPanel
          title="The list could not be loaded"
          error={error}
          onRetry={() => void refetch()}
          isRetrying={isFetching}
        />
      ) : null}
      {data?.heldUp.map(({ lane, reason, since, until }) => (
        <section key={lane} className="panel write-backs-held" data-testid="held-up">
          <h2>{LANE_NAMES[lane]} is held up</h2>
          <p>{reason}</p>
          <p className="muted small">
            Since <time dateTime={since}>{showMoment(since)}</time>. The next try is at{' '}
            <time dateTime={until}>{showMoment(until)}</time>. Nothing is lost.
          </p>
        </section>
      ))}
      {data && data.refused.length > 0 ? <RefusedTable rows={data.refused} /> : null}
      {data ? <Waiting list={data} /> : null}
    </>
  );
}

function headline({ refused }: WriteBacks): string {
  if (refused.length === 0) return 'Nothing was refused';
  return refused.length === 1 ? '1 refusal waits for you' : `${refused.length} refusals wait for you`;
}

function Waiting({ list: { refused, waiting, oldestWaiting } }: { list: WriteBacks }) {
  if (waiting === 0 || oldestWaiting === null) {
    const all = refused.length > 0 ? 'Everything else' : 'Everything';
    return <p className="muted write-backs-rest">{all} was told to HubSpot and to people.</p>;
  }
  return (
    <p className="muted write-backs-rest">
      {waiting} on the way, the oldest for <Moment at={oldestWaiting} suffix="" />.
    </p>
  );
}

function RefusedTable({ rows }: { rows: readonly RefusedWriteBack[] }) {
  return (
    <Scroller label="What was refused">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">About</th>
            <th scope="col">Why not</th>
            <th scope="col">Since</th>
            <th scope="col">Again</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <RefusedRow key={row.id} row={row} />
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}

function RefusedRow({ row }: { row: RefusedWriteBack }) {
  const { retry, isPending, error } = useRetryWriteBack(row.id);
  return (
    <tr data-testid="refused">
      <th scope="row">
        {row.what}
        <div className="muted small">{LANE_NAMES[row.lane]}</div>
      </th>
      <td>{row.about}</td>
      <td>
        {row.reason}
        {error ? (
          <p role="alert" className="issue">
            Not done. {problemOf(error).message}
          </p>
        ) : null}
      </td>
      <td>
        <Moment at={row.since} />
      </td>
      <td>
        <Button
          variant="default"
          size="xs"
          loading={isPending}
          onClick={retry}
          aria-label={`Tell it again: ${row.what}, ${row.about}`}
        >
          Retry
        </Button>
      </td>
    </tr>
  );
}
