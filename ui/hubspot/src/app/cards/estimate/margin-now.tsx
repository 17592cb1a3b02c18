import type { Estimate } from '@dealfloor/price-book';
import { Text } from '@hubspot/ui-extensions';
import { verdictName } from '../words/verdict-tag.tsx';
import { headline } from './verdict-strip.tsx';

/** The verdict once more in brief, beside fields that are too far down to see it change. */
export function MarginNow({
  estimate,
  isCurrent,
  place,
  locale,
}: {
  estimate: Estimate | null;
  isCurrent: boolean;
  place: 'terms' | 'usage';
  locale: string;
}) {
  if (!estimate) return null;
  const { word } = estimate.verdict;
  const now =
    headline(estimate, locale) + (word === 'unknown' || word === null ? '' : `, ${verdictName(word)}`);
  return (
    <Text testId={`margin-now-${place}`} format={{ fontWeight: 'demibold' }}>
      {isCurrent ? `Now: ${now}.` : `Before this change: ${now}.`}
    </Text>
  );
}
