import { type Deal, type Estimate, showMoney } from '@dealfloor/price-book';
import { verdictName } from '../words/verdict-tag.tsx';
import { headline, rangeSentence } from './verdict-strip.tsx';

/** The estimate in a few lines for a chat or a mail. */
export function summaryText(deal: Deal, estimate: Estimate, locale: string): string {
  const { month, term, verdict } = estimate;
  const money = (text: string | null) => (text === null ? 'not known' : showMoney(text, locale));
  return [
    `${deal.name}: ${verdictName(verdict.word)}, ${headline(estimate, locale)}`,
    verdict.sentence,
    `Customer pays ${money(month.revenueUsd)} /mo, costs us ${money(month.costUsd)} /mo.`,
    `Left over ${money(term.leftOverUsd)} of ${money(term.revenueUsd)} over ${term.months} months.`,
    rangeSentence(estimate, locale),
  ]
    .filter(Boolean)
    .join('\n');
}
