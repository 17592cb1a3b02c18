import { type AccountRow, showCents, showMoney, showPercent } from '@dealfloor/price-book';
import { Statistics, StatisticsItem, Text } from '@hubspot/ui-extensions';
import { costParts } from './cents-column.ts';

export const ACCOUNT_FIGURES = ['Customer pays', 'Costs us', 'Left over', 'Without shared cost'] as const;

/** What came in, went out and stayed over the window, and the margin without shared cost. */
export function AccountFigures({ account, locale }: { account: AccountRow; locale: string }) {
  const { figures, costClass } = account;
  const { revenueUsd, costUsd, leftOverUsd, contributionMargin } = figures;
  const money = (text: string | null) => (text === null ? 'Not known' : showMoney(text, locale));
  const { percent } = contributionMargin;
  const cost = (
    <StatisticsItem label={ACCOUNT_FIGURES[1]} number={money(costUsd)} testId="costs-us">
      <Text variant="microcopy" testId="cost-parts">
        {partsSentence(figures, locale)}
      </Text>
    </StatisticsItem>
  );
  if (costClass === 'cac') return <Statistics testId="account-figures">{cost}</Statistics>;
  return (
    <Statistics testId="account-figures">
      <StatisticsItem label={ACCOUNT_FIGURES[0]} number={money(revenueUsd)} testId="customer-pays" />
      {cost}
      <StatisticsItem label={ACCOUNT_FIGURES[2]} number={money(leftOverUsd)} testId="left-over" />
      <StatisticsItem
        label={ACCOUNT_FIGURES[3]}
        number={percent === null ? 'Not known' : showPercent(percent, locale)}
        testId="contribution-margin"
      />
    </Statistics>
  );
}

function partsSentence({ variableUsd, sharedUsd }: AccountRow['figures'], locale: string): string {
  if (variableUsd !== null && sharedUsd !== null) {
    const [variable, shared] = costParts(variableUsd, sharedUsd).map((cents) => showCents(cents, locale));
    return `${variable} by use, ${shared} shared`;
  }
  const money = (text: string | null) => (text === null ? 'not known' : showMoney(text, locale));
  return `By use ${money(variableUsd)}, shared ${money(sharedUsd)}`;
}
