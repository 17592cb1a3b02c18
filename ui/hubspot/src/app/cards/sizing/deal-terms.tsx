import { AutoGrid, Flex, Text } from '@hubspot/ui-extensions';
import { PlanSelects } from './plan-selects.tsx';
import { PriceFields } from './price-fields.tsx';
import type { SizingEditor } from './sizing-editor.ts';
import { TermFields } from './term-fields.tsx';

/** What the customer signs: plan, key, price, discount and term. */
export function DealTerms({ editor, dealCurrency }: { editor: SizingEditor; dealCurrency: string | null }) {
  return (
    <Flex direction="column" gap="sm">
      <AutoGrid columnWidth={200} gap="sm">
        <PlanSelects editor={editor} dealCurrency={dealCurrency} />
        <PriceFields editor={editor} />
        <TermFields editor={editor} />
      </AutoGrid>
      {editor.form.keyMode === 'byo' ? (
        <Text variant="microcopy">The customer pays TikLiveAPI for credits; they are not in our margin.</Text>
      ) : null}
    </Flex>
  );
}
