// biome-ignore-all lint/style/useFilenamingConvention: HubSpot names a card after its component.
import { type DealView, showMoney } from '@dealfloor/price-book';
import { Heading, hubspot, LoadingSpinner, StatusTag, Text } from '@hubspot/ui-extensions';
import { useEffect, useState } from 'react';

hubspot.extend<'crm.record.sidebar'>(({ context }) => (
  <DealMarginSidebar dealId={String(context.crm.objectId)} />
));

export function DealMarginSidebar({ dealId }: { dealId: string }) {
  const [view, setView] = useState<DealView | null>(null);
  useEffect(() => {
    hubspot
      .fetch(`https://dealfloor.example/hubspot/deals/${dealId}`, { timeout: 5_000 })
      .then((response) => response.json())
      .then(setView);
  }, [dealId]);
  if (!view) return <LoadingSpinner label="Loading the margin" showLabel />;
  const estimate = view.current?.estimate;
  if (!estimate) return <Text testId="verdict">No margin estimate yet</Text>;
  return (
    <>
      <StatusTag testId="verdict-word">{estimate.verdict.word ?? 'Sales cost'}</StatusTag>
      <Heading>{estimate.verdict.headline}</Heading>
      <Text testId="verdict">{estimate.verdict.sentence}</Text>
      <Text>{estimate.month.costUsd === null ? '–' : showMoney(estimate.month.costUsd, 'en-US')}</Text>
    </>
  );
}
