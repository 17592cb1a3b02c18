import type { DealView } from '@dealfloor/price-book';
import { Accordion, Box, Button, Flex, Text } from '@hubspot/ui-extensions';
import { showMoment } from '../words/show-day.ts';

/** What happened to the deal, newest first; an earlier version can be put back into the fields. */
export function History({
  view,
  locale,
  canRestore,
  onRestore,
}: {
  view: DealView;
  locale: string;
  canRestore: boolean;
  onRestore: (version: number) => void;
}) {
  const entries = [...view.history].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  if (entries.length === 0) return null;
  return (
    <Accordion title={`History (${entries.length})`} size="sm" testId="history">
      <Flex direction="column" gap="xs">
        {entries.map(({ at, by, sentence, version }, index) => (
          <Flex key={`${at} ${by} ${sentence}`} direction="row" gap="sm" justify="between" align="center">
            <Box flex={1}>
              <Text testId={`history-entry-${index}`}>{`${showMoment(at, locale)} ${by}: ${sentence}`}</Text>
            </Box>
            {version !== null && canRestore ? (
              <Button
                testId={`restore-${version}`}
                size="xs"
                variant="secondary"
                onClick={() => onRestore(version)}
              >
                Restore
              </Button>
            ) : null}
          </Flex>
        ))}
      </Flex>
    </Accordion>
  );
}
