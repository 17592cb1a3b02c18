import { type Estimate, showMoney, showPercent } from '@dealfloor/price-book';
import { Flex, Heading, Text } from '@hubspot/ui-extensions';
import type { ReactNode } from 'react';
import { showDay } from '../words/show-day.ts';
import { VerdictTag } from '../words/verdict-tag.tsx';

/** The verdict as a sentence: the word, the margin, the rule that decided, what follows, and how sure it is. */
export function VerdictStrip({
  estimate,
  locale,
  name = 'verdict',
  children,
}: {
  estimate: Estimate;
  locale: string;
  name?: 'verdict' | 'frozen-verdict';
  children?: ReactNode;
}) {
  const { verdict } = estimate;
  const moreRules = verdict.rules
    .map((rule) => rule.sentence)
    .filter((sentence) => !verdict.sentence.includes(sentence));
  return (
    <Flex direction="column" gap="xs" testId={name}>
      <Flex direction="row" gap="sm" align="center" wrap>
        <VerdictTag word={verdict.word} testId={`${name}-word`} />
        {children}
      </Flex>
      <Heading testId={`${name}-margin`}>{headline(estimate, locale)}</Heading>
      <Text testId={`${name}-sentence`}>
        {[verdict.sentence, costSoFar(estimate, locale)].join(' ').trim()}
      </Text>
      {moreRules.length > 0 ? <Text testId={`${name}-rules`}>{`Also: ${moreRules.join(' ')}`}</Text> : null}
      <Text variant="microcopy" testId={`${name}-range`}>
        {`${rangeSentence(estimate, locale)} ${bookSentence(estimate, locale)}`.trim()}
      </Text>
    </Flex>
  );
}

export function headline({ term, verdict }: Estimate, locale: string): string {
  const { percent } = term.grossMargin;
  const isShown = percent !== null && verdict.word !== 'unknown' && verdict.word !== null;
  return isShown ? `${showPercent(percent, locale)} margin` : verdict.headline;
}

function costSoFar({ verdict, month }: Estimate, locale: string): string {
  const isPriceMissing = verdict.reasons.some((reason) => reason.code === 'no-price');
  if (!isPriceMissing || month.costUsd === null) return '';
  return `Cost so far: ${showMoney(month.costUsd, locale)} /mo.`;
}

/** "Likely range 19.9% to 61.7%, declared for this use case; 6 similar accounts." */
export function rangeSentence({ range, verdict }: Estimate, locale: string): string {
  if (range.lowPercent === null || range.highPercent === null || verdict.word === null) return '';
  const [low, high] = [showPercent(range.lowPercent, locale), showPercent(range.highPercent, locale)];
  const accounts = range.comparableAccounts;
  const similar = accounts === null ? '' : `; ${accounts} similar ${accounts === 1 ? 'account' : 'accounts'}`;
  return `Likely range ${low} to ${high}, ${range.source} for this use case${similar}.`;
}

function bookSentence({ priceBook, verdict }: Estimate, locale: string): string {
  const { effectiveFrom, version } = priceBook;
  if (verdict.reasons.some((reason) => reason.code === 'no-price-book')) return '';
  return effectiveFrom ? `Price book ${showDay(effectiveFrom, locale)}.` : `Price book ${version} (draft).`;
}
