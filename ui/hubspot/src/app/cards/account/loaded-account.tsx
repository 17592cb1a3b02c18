import type { AccountView, AccountWindow } from '@dealfloor/price-book';
import { EmptyState, Text } from '@hubspot/ui-extensions';
import { type ReactNode, useCallback } from 'react';
import type { Failure } from '../api/answer.ts';
import { loadAccount } from '../api/dealfloor-api.ts';
import { useLoad } from '../api/use-load.ts';
import { FailedCard } from '../states/whole-card-states.tsx';

/** Reads one account over one window: waiting, failed, no account at all, or the account itself. */
export function LoadedAccount({
  companyId,
  window,
  whileLoading,
  children,
}: {
  companyId: string;
  window: AccountWindow;
  whileLoading: (waitingFor: Failure | null) => ReactNode;
  children: (view: AccountView) => ReactNode;
}) {
  const account = useLoad(useCallback(() => loadAccount(companyId, window), [companyId, window]));
  const { state } = account;
  if (state.kind === 'loading') return <>{whileLoading(state.waitingFor)}</>;
  if (state.kind === 'ready') return <>{children(state.value)}</>;
  if (state.failure.kind === 'not-found') return <NoAccount />;
  return <FailedCard failure={state.failure} onRetry={account.reload} subject="company" />;
}

/** The service does not tell one from the other, so that nobody learns whose the account is. */
function NoAccount() {
  return (
    <EmptyState testId="no-account" title="No account of yours" layout="vertical">
      <Text>This company has no account, or its account is in another person’s book of business.</Text>
    </EmptyState>
  );
}
