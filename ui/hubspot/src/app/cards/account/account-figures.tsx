import { type AccountFigures as Figures, showMoney, showPercent } from '@dealfloor/price-book';
import { Statistics, StatisticsItem, Text } from '@hubspot/ui-extensions';

export const ACCOUNT_FIGURES = ['Customer pays', 'Costs us', 'Left over', 'Without shared cost'] as const;

/** What came in, went out and stayed over the window, and the margin without shared cost. */
export function AccountFigures({ figures, locale }: { figures: Figures; locale: string }) {
  const { revenueUsd, costUsd, variableUsd, sharedUsd, leftOverUsd, contributionMargin } = figures;
  const money = (text: string | null) => (text === null ? 'Not known' : showMoney(text, locale));
  const { percent } = contributionMargin;
  return (
    <Statistics testId="account-figures">
      <StatisticsItem label={ACCOUNT_FIGURES[0]} number={money(revenueUsd)} testId="customer-pays" />
      <StatisticsItem label={ACCOUNT_FIGURES[1]} number={money(costUsd)} testId="costs-us">
        <Text variant="microcopy" testId="cost-parts">
          {`${money(variableUsd)} by use, ${money(sharedUsd)} shared`}
        </Text>
      </StatisticsItem>
      <StatisticsItem label={ACCOUNT_FIGURES[2]} number={money(leftOverUsd)} testId="left-over" />
      <StatisticsItem
        label={ACCOUNT_FIGURES[3]}
        number={percent === null ? 'Not known' : showPercent(percent, locale)}
        testId="contribution-margin"
      />
    </Statistics>
  );
}
