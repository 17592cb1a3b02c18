import { type AccountView, showMoney } from '@dealfloor/price-book';
import { Flex, Heading, Text } from '@hubspot/ui-extensions';
import { KEY_MODES } from '../words/key-mode-words.ts';
import { showDay } from '../words/show-day.ts';
import { VerdictTag } from '../words/verdict-tag.tsx';
import { AccountFigures } from './account-figures.tsx';
import { standingOf } from './account-words.ts';

/** The answer: how the account stands, up to which day that is known, its figures, and what is not in them. */
export function AccountHead({ view, locale }: { view: AccountView; locale: string }) {
  const standing = standingOf(view, locale);
  const { account } = view;
  return (
    <Flex direction="column" gap="sm">
      <Flex direction="column" gap="xs" testId="verdict">
        <VerdictTag word={standing.word} name={standing.name} />
        <Heading testId="verdict-margin">{standing.headline}</Heading>
        <Text testId="verdict-sentence">{standing.sentence}</Text>
        <Text variant="microcopy" testId="freshness">
          {[windowSentence(view, locale), view.freshness.sentence].filter(Boolean).join(' ')}
        </Text>
        <Text variant="microcopy" testId="account-facts">
          {[`Plan ${account.plan}`, KEY_MODES[account.keyMode], account.ownerName]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      </Flex>
      <AccountFigures account={account} locale={locale} />
      {notes(view, locale).map((note, index) => (
        <Text key={note} testId={`account-note-${index}`}>
          {note}
        </Text>
      ))}
    </Flex>
  );
}

/** "22 Oct 2026 to 20 Nov 2026, 29 of 30 days booked." */
export function windowSentence({ from, to, days, account }: AccountView, locale: string): string {
  if (from === null || to === null) return '';
  const span = `${showDay(from, locale)} to ${showDay(to, locale)}`;
  return `${span}, ${account.figures.daysBooked} of ${days.length} days booked.`;
}

/** What a reader would otherwise look for in the figures and not find. */
function notes({ account, salesCostUsd }: AccountView, locale: string): string[] {
  const { customerPaysUsd, revenueUsd } = account.figures;
  const found: string[] = [];
  if (account.keyMode !== 'shared' || /[1-9]/.test(customerPaysUsd)) {
    const amount = showMoney(customerPaysUsd, locale);
    found.push(`Credits: Paid by the customer to TikLiveAPI, ${amount} (not in our margin).`);
  }
  if (account.costClass === 'cogs' && salesCostUsd !== null && /[1-9]/.test(salesCostUsd)) {
    const amount = showMoney(salesCostUsd, locale);
    found.push(`Days on trial cost ${amount}, counted as sales cost, not in margin.`);
  }
  if (account.costClass === 'cogs' && revenueUsd === null) {
    found.push('Left over counts revenue that is not known as none.');
  }
  return found;
}
