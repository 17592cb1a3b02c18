// biome-ignore-all lint/style/useFilenamingConvention: HubSpot names a card after its component.
import './no-eval.ts';
import { type ExtensionPointApiContext, hubspot } from '@hubspot/ui-extensions';
import { useCallback } from 'react';
import { loadCatalogue, loadDeal } from './api/dealfloor-api.ts';
import { useLoad } from './api/use-load.ts';
import { DealWorkbench } from './deal/deal-workbench.tsx';
import type { TabActions } from './deal/workbench-props.ts';
import { FOUR_FIGURES } from './estimate/four-figures.tsx';
import { FailedCard, LoadingCard } from './states/whole-card-states.tsx';
import { readableLocale } from './words/locale.ts';

hubspot.extend<'crm.record.tab'>(({ context, actions }) => (
  <DealMarginTab context={context} actions={actions} />
));

export function DealMarginTab({
  context,
  actions,
}: {
  context: ExtensionPointApiContext<'crm.record.tab'>;
  actions: TabActions;
}) {
  const dealId = String(context.crm.objectId);
  const deal = useLoad(useCallback(() => loadDeal(dealId), [dealId]));
  const catalogue = useLoad(loadCatalogue);
  const retry = () => Promise.all([deal.reload(), catalogue.reload()]);
  const failed = [deal.state, catalogue.state].find((state) => state.kind === 'failed');
  if (failed) return <FailedCard failure={failed.failure} onRetry={retry} />;
  if (deal.state.kind !== 'ready' || catalogue.state.kind !== 'ready') {
    const waiting = [deal.state, catalogue.state].find((state) => state.kind === 'loading');
    return (
      <LoadingCard
        waitingFor={waiting?.waitingFor ?? null}
        labels={FOUR_FIGURES}
        stillWorking="Still working. Your inputs are kept."
      />
    );
  }
  return (
    <DealWorkbench
      key={dealId}
      view={deal.state.value}
      catalogue={catalogue.state.value}
      locale={readableLocale(context.user.locale)}
      actions={actions}
      onView={deal.change}
      onReload={deal.reload}
    />
  );
}
