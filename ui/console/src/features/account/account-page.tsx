import type { AccountView } from '@dealfloor/price-book';
import { Skeleton } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { useAnnouncement } from '../../components/announcer.tsx';
import { ProblemPanel } from '../../components/problem-panel.tsx';
import { StaleNotice } from '../../components/stale-notice.tsx';
import { usePageTitle } from '../../components/use-page-title.ts';
import { useWindow } from '../../components/use-window.ts';
import { WindowSwitch } from '../../components/window-switch.tsx';
import { problemOf } from '../../http/api-problem.ts';
import { accountWord } from '../../words/account-words.ts';
import { showMargin } from '../../words/show-margin.ts';
import { AccountStrip } from './account-strip.tsx';
import { useAccount } from './api/get-account.ts';
import { CostTrend } from './cost-trend.tsx';
import { EndpointMix } from './endpoint-mix.tsx';
import { EstimateSection } from './estimate-section.tsx';
import { PricesSection } from './prices-section.tsx';
import './account.css';

/** What one account costs, earns and leaves, why, and whether it runs as it was sold. */
export function AccountPage() {
  const { tenantId = '' } = useParams();
  const [window, setWindow] = useWindow();
  const account = useAccount(tenantId, window);
  const name = account.data?.account.name ?? 'Account';
  usePageTitle(`${name}, ${window} days`);
  useAnnouncement(account.data ? spoken(account.data) : null);
  const isClosed = account.isLoadingError && [403, 404].includes(problemOf(account.error).status);
  return (
    <div className="account">
      <p className="way-back">
        <Link to={window === '30' ? '/book' : `/book?window=${window}`}>Book of business</Link>
      </p>
      <header className="page-header">
        <div>
          <h1>{name}</h1>
          {account.data ? <Terms view={account.data} /> : null}
        </div>
        <WindowSwitch window={window} onChange={setWindow} />
      </header>
      {account.data && account.isError ? (
        <StaleNotice
          asOfMs={account.dataUpdatedAt}
          onRetry={() => void account.refetch()}
          isRetrying={account.isFetching}
        />
      ) : null}
      {account.data ? <AccountContent view={account.data} /> : null}
      {account.isPending ? <AccountLoading /> : null}
      {account.isLoadingError ? (
        <ProblemPanel
          title={isClosed ? 'This account is not open to you' : 'The account could not be loaded'}
          error={account.error}
          onRetry={() => void account.refetch()}
          isRetrying={account.isFetching}
        />
      ) : null}
    </div>
  );
}

function spoken({ account }: AccountView): string {
  return `${account.name}: ${accountWord(account)}, ${showMargin(account.figures.grossMargin)} margin.`;
}

function Terms({ view: { account } }: { view: AccountView }) {
  const owner = account.ownerName === null ? null : `looked after by ${account.ownerName}`;
  return <p className="muted">{[`Plan ${account.plan}`, owner].filter(Boolean).join(', ')}</p>;
}

function AccountContent({ view }: { view: AccountView }) {
  return (
    <>
      <AccountStrip view={view} />
      {view.estimate ? <EstimateSection estimate={view.estimate} window={view.window} /> : null}
      <CostTrend view={view} />
      <EndpointMix view={view} />
      <PricesSection view={view} />
      <p className="muted small">Shows account names only.</p>
    </>
  );
}

/** The shape of the account while it loads. */
function AccountLoading() {
  return (
    <div role="status" aria-label="The account is loading" className="skeletons">
      <Skeleton height={140} />
      <Skeleton height={220} />
      <Skeleton height={180} />
    </div>
  );
}
