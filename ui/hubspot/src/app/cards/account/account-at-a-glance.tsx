import { type AccountView, showMoney, showPercent } from '@dealfloor/price-book';
import { Flex, Text } from '@hubspot/ui-extensions';
import { VerdictTag } from '../words/verdict-tag.tsx';
import { windowSentence } from './account-head.tsx';
import { standingOf } from './account-words.ts';

/** Three lines: how the account stands, what is left over, and up to which day that is known. */
export function AccountAtAGlance({ view, locale }: { view: AccountView; locale: string }) {
  const standing = standingOf(view, locale);
  const suffix = standing.percent === null ? '' : `: ${showPercent(standing.percent, locale)}`;
  return (
    <Flex direction="column" gap="xs" testId="verdict">
      <VerdictTag word={standing.word} name={standing.name} suffix={suffix} />
      <Text testId="verdict-sentence">{standing.sentence}</Text>
      <Text testId="left-over">{leftOverSentence(view, locale)}</Text>
      <Text variant="microcopy" testId="freshness">
        {[windowSentence(view, locale), view.freshness.sentence].filter(Boolean).join(' ')}
      </Text>
      <Text variant="microcopy">The Account margin tab of this company has the details.</Text>
    </Flex>
  );
}

function leftOverSentence({ account }: AccountView, locale: string): string {
  const { leftOverUsd, revenueUsd, costUsd } = account.figures;
  const money = (text: string) => showMoney(text, locale);
  if (costUsd === null) return 'What it cost is not known.';
  if (account.costClass === 'cac' || revenueUsd === null || leftOverUsd === null)
    return `Cost us ${money(costUsd)}.`;
  const isLoss = leftOverUsd.startsWith('-');
  const leftOver = isLoss ? `Lost ${money(leftOverUsd.slice(1))}` : `${money(leftOverUsd)} left over`;
  return `${leftOver}: the customer pays ${money(revenueUsd)}, it costs us ${money(costUsd)}.`;
}
