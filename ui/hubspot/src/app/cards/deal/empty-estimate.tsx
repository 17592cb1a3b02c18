import type { Catalogue } from '@dealfloor/price-book';
import {
  Accordion,
  DescriptionList,
  DescriptionListItem,
  EmptyState,
  Flex,
  Link,
  Select,
  Text,
} from '@hubspot/ui-extensions';

/** The first question, and the only one that has to be answered: how will this customer use the product? */
export function EmptyEstimate({
  catalogue,
  canEdit,
  onUseCase,
  onEndpoints,
}: {
  catalogue: Catalogue;
  canEdit: boolean;
  onUseCase: (id: string) => void;
  onEndpoints: () => void;
}) {
  if (!canEdit) {
    return (
      <EmptyState title="No margin estimate yet" imageName="emptyStateCharts" layout="vertical">
        <Text testId="empty">The owner of this deal can make one.</Text>
      </EmptyState>
    );
  }
  return (
    <Flex direction="column" gap="md">
      <EmptyState title="No margin estimate yet" imageName="emptyStateCharts" layout="vertical" flush>
        <Text testId="empty">
          Pick how this customer will use the product. Prices and typical volumes are filled in; you can
          change them.
        </Text>
      </EmptyState>
      <UseCaseSelect catalogue={catalogue} value={null} isReadOnly={false} onUseCase={onUseCase} />
      <Link testId="start-from-endpoints" href="#" preventDefault onClick={onEndpoints}>
        Start from endpoints instead
      </Link>
      <Accordion title="What makes the volume in each use case" size="sm">
        <DescriptionList direction="column">
          {catalogue.useCases.map((useCase) => (
            <DescriptionListItem key={useCase.id} label={useCase.name}>
              <Text>{useCase.driver}</Text>
            </DescriptionListItem>
          ))}
        </DescriptionList>
      </Accordion>
    </Flex>
  );
}

export function UseCaseSelect({
  catalogue,
  value,
  isReadOnly,
  onUseCase,
}: {
  catalogue: Catalogue;
  value: string | null;
  isReadOnly: boolean;
  onUseCase: (id: string) => void;
}) {
  const chosen = catalogue.useCases.find((useCase) => useCase.id === value);
  return (
    <Select
      testId="use-case"
      name="use-case"
      label="Use case"
      placeholder="Choose a use case"
      value={value ?? ''}
      readOnly={isReadOnly}
      {...(chosen ? { description: chosen.driver } : {})}
      options={catalogue.useCases.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(id) => onUseCase(String(id))}
    />
  );
}
