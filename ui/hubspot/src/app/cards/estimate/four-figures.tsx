import { type Estimate, showMoney } from '@dealfloor/price-book';
import { Statistics, StatisticsItem, Text } from '@hubspot/ui-extensions';

export const FOUR_FIGURES = ['Customer pays', 'Costs us', 'Left over', 'Over the term'] as const;

/** What comes in, goes out and stays in month 1, and what stays over the term. */
export function FourFigures({ estimate, locale }: { estimate: Estimate; locale: string }) {
  const { month, term, currency } = estimate;
  const money = (text: string | null) => (text === null ? 'Not known' : showMoney(text, locale));
  const perMonth = (text: string | null) => (text === null ? 'Not known' : `${money(text)} /mo`);
  const isForeign = currency.code !== 'USD' && currency.monthRevenue !== null;
  const months = `${term.months} ${term.months === 1 ? 'month' : 'months'}`;
  return (
    <Statistics testId="four-figures">
      <StatisticsItem label={FOUR_FIGURES[0]} number={perMonth(month.revenueUsd)} testId="customer-pays">
        {isForeign ? (
          <Text variant="microcopy">
            {`${showMoney(currency.monthRevenue ?? '0', locale, currency.code)} /mo`}
          </Text>
        ) : null}
      </StatisticsItem>
      <StatisticsItem label={FOUR_FIGURES[1]} number={perMonth(month.costUsd)} testId="costs-us" />
      <StatisticsItem label={FOUR_FIGURES[2]} number={perMonth(month.leftOverUsd)} testId="left-over" />
      <StatisticsItem label={FOUR_FIGURES[3]} number={money(term.leftOverUsd)} testId="over-the-term">
        <Text variant="microcopy">{`of ${money(term.revenueUsd)}, ${months}`}</Text>
      </StatisticsItem>
    </Statistics>
  );
}
