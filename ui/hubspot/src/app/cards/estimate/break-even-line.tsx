import { type BreakEven, type Catalogue, type Estimate, showCount, showMoney } from '@dealfloor/price-book';
import { Text } from '@hubspot/ui-extensions';

const PER = { 'per-seat': 'a seat', 'platform-fee': 'a month', 'per-1000': 'per 1,000' } as const;

/** The price and the volume at which the deal just reaches the floor. */
export function BreakEvenLine({
  breakEven,
  estimate,
  catalogue,
  locale,
}: {
  breakEven: BreakEven;
  estimate: Estimate;
  catalogue: Catalogue;
  locale: string;
}) {
  return <Text testId="break-even">{breakEvenSentence({ breakEven, estimate, catalogue, locale })}</Text>;
}

export function breakEvenSentence({
  breakEven: { price, volume, floorPercent },
  estimate,
  catalogue,
  locale,
}: {
  breakEven: BreakEven;
  estimate: Estimate;
  catalogue: Catalogue;
  locale: string;
}): string {
  const isBelow = estimate.verdict.rules.some((rule) => rule.id === 'R1');
  const endpoint = catalogue.endpoints.find((each) => each.id === volume?.endpoint);
  const rest = estimate.endpoints.length > 1 ? ', the rest in proportion' : '';
  const atPrice = price && `${showMoney(price.amount, locale, estimate.currency.code)} ${PER[price.unit]}`;
  const atVolume =
    volume &&
    `${showCount(volume.operations, locale)} × “${endpoint?.label ?? volume.endpoint}” a ${volume.per}${rest}`;
  if (!atPrice && !atVolume) return `No price or volume in reach gets to the ${floorPercent}% floor.`;
  const ways = isBelow
    ? [atPrice && `at ${atPrice}`, atVolume && `with usage cut to ${atVolume}`]
    : [atPrice && `down to ${atPrice}`, atVolume && `with usage up to ${atVolume}`];
  const lead = isBelow ? 'Over the term it reaches' : 'Over the term it stays at or above';
  return `${lead} the ${floorPercent}% floor ${ways.filter(Boolean).join(', or ')}.`;
}
