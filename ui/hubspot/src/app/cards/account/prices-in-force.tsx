import { type AccountReplay, type AccountView, showMoney } from '@dealfloor/price-book';
import { Flex, List, Text } from '@hubspot/ui-extensions';
import { showDay } from '../words/show-day.ts';
import { daysInWords } from './account-words.ts';

/** Under which price books the days were booked, and whether a deal of the same use would cost the same. */
export function PricesInForce({ view, locale }: { view: AccountView; locale: string }) {
  const { priceVersions, replay } = view;
  if (priceVersions.length === 0) return <Text testId="prices-none">No day of this window is booked.</Text>;
  return (
    <Flex direction="column" gap="sm" testId="prices">
      <List variant="unordered">
        {priceVersions.map(({ version, from, to, days }) => (
          <Text key={`${version}/${from}`}>
            {`Price book ${version}: ${showDay(from, locale)} to ${showDay(to, locale)}, ${daysInWords(days).toLowerCase()}.`}
          </Text>
        ))}
      </List>
      {replay ? (
        <Text variant="microcopy" testId="replay">
          {replaySentence(replay, locale)}
        </Text>
      ) : null}
    </Flex>
  );
}

function replaySentence({ isSame, bookedUsd, replayedUsd }: AccountReplay, locale: string): string {
  if (bookedUsd === null || replayedUsd === null)
    return 'Priced once more as a deal: not possible while some cost is not known.';
  if (isSame) return 'Priced once more as a deal, these days cost the same to the nano-dollar.';
  const [booked, replayed] = [showMoney(bookedUsd, locale), showMoney(replayedUsd, locale)];
  return `Priced once more as a deal, these days cost ${replayed}, not ${booked}: tell your data engineer.`;
}
