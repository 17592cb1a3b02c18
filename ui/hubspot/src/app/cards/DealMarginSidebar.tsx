// biome-ignore-all lint/style/useFilenamingConvention: HubSpot names a card after its component.
import './no-eval.ts';
import type { DealView } from '@dealfloor/price-book';
import { showPercent } from '@dealfloor/price-book';
import { type ExtensionPointApiContext, Flex, hubspot, Text } from '@hubspot/ui-extensions';
import { useCallback } from 'react';
import { loadDeal } from './api/dealfloor-api.ts';
import { useLoad } from './api/use-load.ts';
import { FailedCard, LoadingLine } from './states/whole-card-states.tsx';
import { readableLocale } from './words/locale.ts';
import { SIGN_OFF_WORDS, waitingBriefly } from './words/sign-off-words.ts';
import { VerdictTag } from './words/verdict-tag.tsx';

hubspot.extend<'crm.record.sidebar'>(({ context }) => <DealMarginSidebar context={context} />);

export function DealMarginSidebar({ context }: { context: ExtensionPointApiContext<'crm.record.sidebar'> }) {
  const dealId = String(context.crm.objectId);
  const deal = useLoad(useCallback(() => loadDeal(dealId), [dealId]));
  if (deal.state.kind === 'loading') return <LoadingLine waitingFor={deal.state.waitingFor} />;
  if (deal.state.kind === 'failed') return <FailedCard failure={deal.state.failure} onRetry={deal.reload} />;
  return <MarginAtAGlance view={deal.state.value} locale={readableLocale(context.user.locale)} />;
}

/** Three lines: the verdict, how far it may move, and where it stands with finance. */
export function MarginAtAGlance({ view, locale }: { view: DealView; locale: string }) {
  const estimate = view.current?.estimate;
  if (!estimate) {
    return (
      <Flex direction="column" gap="xs">
        <Text testId="verdict">No estimate yet</Text>
        <Text variant="microcopy">Make one in the Margin tab of this deal.</Text>
      </Flex>
    );
  }
  const { range, term, verdict } = estimate;
  const { percent } = term.grossMargin;
  const isJudged = verdict.word !== null && verdict.word !== 'unknown' && percent !== null;
  const status =
    view.status === 'waiting' && view.signOff
      ? waitingBriefly(view.signOff, new Date())
      : `Sign-off: ${SIGN_OFF_WORDS[view.status].name.toLowerCase()}`;
  return (
    <Flex direction="column" gap="xs" testId="verdict">
      <VerdictTag word={verdict.word} suffix={isJudged ? `: ${showPercent(percent, locale)}` : ''} />
      <Text testId="verdict-range">
        {isJudged && range.lowPercent !== null
          ? `Could be ${showPercent(range.lowPercent, locale)} to ${showPercent(range.highPercent, locale)}`
          : verdict.sentence}
      </Text>
      <Text testId="sign-off-status">{status}</Text>
      <Text variant="microcopy">The Margin tab of this deal has the details.</Text>
    </Flex>
  );
}
