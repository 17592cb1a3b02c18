import type { PortalHealth } from '@dealfloor/price-book';
import {
  Alert,
  DescriptionList,
  DescriptionListItem,
  Flex,
  Heading,
  LoadingButton,
  Text,
} from '@hubspot/ui-extensions';
import { useState } from 'react';
import { retryWriteBack } from '../api/notices-api.ts';
import { useIdempotencyKey } from '../api/use-idempotency-key.ts';
import { failureSentence } from '../words/failure-sentence.ts';
import { showMoment } from '../words/show-day.ts';

type Refused = PortalHealth['refused'][number];

/** How the exchange with HubSpot goes, and what it refused, with the way to have it told again. */
export function HealthSection({
  health,
  locale,
  onRetried,
}: {
  health: PortalHealth;
  locale: string;
  onRetried: () => Promise<void>;
}) {
  const { lastWebhookAt, lastWriteBackAt, waiting, refused, calls } = health;
  const moment = (at: string | null) => (at === null ? 'none yet' : showMoment(at, locale));
  return (
    <Flex direction="column" gap="sm">
      <Heading>Health</Heading>
      <DescriptionList direction="row">
        <DescriptionListItem label="Last webhook">{moment(lastWebhookAt)}</DescriptionListItem>
        <DescriptionListItem label="Last write-back">{moment(lastWriteBackAt)}</DescriptionListItem>
        <DescriptionListItem label="Waiting for HubSpot">{String(waiting)}</DescriptionListItem>
        <DescriptionListItem label="Limited by HubSpot">{String(calls.rateLimited)}</DescriptionListItem>
        <DescriptionListItem label="Calls left">
          {calls.left ? `${calls.left.calls} of ${calls.left.of}` : 'not told lately'}
        </DescriptionListItem>
      </DescriptionList>
      {refused.map((row) => (
        <RefusedWriteBack key={row.id} row={row} onRetried={onRetried} />
      ))}
    </Flex>
  );
}

function RefusedWriteBack({ row, onRetried }: { row: Refused; onRetried: () => Promise<void> }) {
  const { id, dealId, reason } = row;
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const keys = useIdempotencyKey();
  const retry = async () => {
    setBusy(true);
    const answer = await retryWriteBack(id, { idempotencyKey: keys.keyFor(id) });
    setTrouble(answer.ok ? null : failureSentence(answer.failure, 'settings'));
    if (answer.ok) await onRetried();
    setBusy(false);
  };
  return (
    <Alert testId={`refused-${id}`} variant="warning" title={`Deal ${dealId}: ${reason}`}>
      <Text>{trouble ?? 'It is kept until somebody has it told again.'}</Text>
      <LoadingButton testId={`retry-${id}`} variant="secondary" size="small" loading={busy} onClick={retry}>
        Retry
      </LoadingButton>
    </Alert>
  );
}
