import type { PortalHealth } from '@dealfloor/price-book';
import { Alert, DescriptionList, DescriptionListItem, Flex, Heading } from '@hubspot/ui-extensions';

/** How the exchange with HubSpot goes, and what it refused. */
export function HealthSection({ health }: { health: PortalHealth }) {
  const { lastWebhookAt, lastWriteBackAt, waiting, refused, calls } = health;
  return (
    <Flex direction="column" gap="sm">
      <Heading>Health</Heading>
      <DescriptionList direction="row">
        <DescriptionListItem label="Last webhook">{lastWebhookAt ?? 'none yet'}</DescriptionListItem>
        <DescriptionListItem label="Last write-back">{lastWriteBackAt ?? 'none yet'}</DescriptionListItem>
        <DescriptionListItem label="Waiting for HubSpot">{String(waiting)}</DescriptionListItem>
        <DescriptionListItem label="Limited by HubSpot">{String(calls.rateLimited)}</DescriptionListItem>
      </DescriptionList>
      {refused.map(({ id, dealId, reason }) => (
        <Alert key={id} testId={`refused-${id}`} variant="warning" title={`Deal ${dealId}: ${reason}`}>
          It is kept until somebody tries it again in the console.
        </Alert>
      ))}
    </Flex>
  );
}
