import type { MyNotices } from '@dealfloor/price-book';
import { Link } from 'react-router';
import { ProblemPanel } from '../../components/problem-panel.tsx';
import { usePageTitle } from '../../components/use-page-title.ts';
import { showMoment, showShortMoment } from '../../words/show-time.ts';
import { useSession } from '../session/session.ts';
import { useMyNotices } from './api/get-my-notices.ts';
import { NoticesForm } from './notices-form.tsx';
import { waysInWords } from './notices-words.ts';
import { Ways } from './ways.tsx';
import './notices.css';

/** How the viewer is told, when not, and what they were told last. */
export function NoticesPage() {
  usePageTitle('How I am told');
  const { viewer } = useSession();
  const mine = useMyNotices();
  return (
    <div className="notices">
      <header className="page-header">
        <h1>How I am told</h1>
        {viewer.roles.includes('admin') ? (
          <Link to="/settings/notices">Set up Slack and e-mail for everybody</Link>
        ) : null}
      </header>
      {mine.data ? <NoticesBody key={viewer.userId} personId={viewer.userId} mine={mine.data} /> : null}
      {mine.isPending ? <p role="status">Loading how you are told…</p> : null}
      {mine.isLoadingError ? (
        <ProblemPanel
          title="How you are told could not be loaded"
          error={mine.error}
          onRetry={() => void mine.refetch()}
          isRetrying={mine.isFetching}
        />
      ) : null}
    </div>
  );
}

function NoticesBody({ personId, mine }: { personId: string; mine: MyNotices }) {
  return (
    <>
      <section className="panel" aria-labelledby="ways-title">
        <h2 id="ways-title">{mine.ways.length > 0 ? 'You are reached' : 'Nothing is sent to you'}</h2>
        <Ways ways={waysInWords(mine)} />
        <p className="muted small">
          Tasks and notes come in HubSpot in any case, and the last twenty notices stand below.
        </p>
      </section>
      <section className="panel" aria-labelledby="choose-title">
        <h2 id="choose-title">How and when not</h2>
        <NoticesForm personId={personId} mine={mine} />
      </section>
      <section className="panel" aria-labelledby="recent-title">
        <h2 id="recent-title">What you were told last</h2>
        <Recent notices={mine.recent} />
      </section>
    </>
  );
}

function Recent({ notices }: { notices: MyNotices['recent'] }) {
  if (notices.length === 0) return <p className="muted">Nothing yet.</p>;
  return (
    <ol className="told">
      {notices.map(({ id, at, header, lines }) => (
        <li key={id} data-testid="told">
          <p>
            <strong>{header}</strong>{' '}
            <time className="muted small" dateTime={at} title={showMoment(at)}>
              {showShortMoment(at)}
            </time>
          </p>
          {lines.length > 0 ? <p>{lines.join(' ')}</p> : null}
        </li>
      ))}
    </ol>
  );
}
