import { type Estimate, parseDecimal, printDecimal, showUnitPrice } from '@dealfloor/price-book';
import { AutoGrid, Flex, Select, Text } from '@hubspot/ui-extensions';
import { withEndpoint } from './change-form.ts';
import type { SizingEditor } from './sizing-editor.ts';
import type { LineForm } from './sizing-form.ts';
import { TypedField } from './typed-field.tsx';
import { UsageLine } from './usage-line.tsx';

/** How the customer will use it: one block an endpoint, and what grows. */
export function UsageFields({ editor, estimate }: { editor: SizingEditor; estimate: Estimate | null }) {
  const { form, catalogue, isReadOnly, change, locale } = editor;
  return (
    <Flex direction="column" gap="sm">
      <AutoGrid columnWidth={200} gap="sm">
        <TypedField
          editor={editor}
          path="growthPerMonth"
          label="Growth per month, %"
          text={form.growthPercent}
          onCommit={(text) => change((before) => ({ ...before, growthPercent: text }))}
        />
        <TypedField
          editor={editor}
          path="daysUsedPerMonth"
          label="Days used per month"
          description="22 for business days"
          text={form.daysUsedPerMonth}
          onCommit={(text) => change((before) => ({ ...before, daysUsedPerMonth: text }))}
        />
      </AutoGrid>
      {form.lines.map((line, index) => (
        <UsageLine
          key={keyOf(form.lines, index)}
          editor={editor}
          line={line}
          index={index}
          estimate={estimate}
        />
      ))}
      {isReadOnly ? null : (
        <Select
          key={`add-endpoint-${form.lines.length}`}
          testId="add-endpoint"
          name="add-endpoint"
          label="Add an endpoint"
          placeholder="Choose what else they will call"
          value=""
          options={endpointOptions(editor)}
          onChange={(id) => change((before) => withEndpoint(before, catalogue, String(id), locale))}
        />
      )}
      <Text variant="microcopy" testId="credit-price">
        {creditNote(editor)}
      </Text>
    </Flex>
  );
}

/** An endpoint may stand in two lines; the first keeps its key when the second goes. */
function keyOf(lines: readonly LineForm[], index: number): string {
  const endpoint = lines[index]?.endpoint ?? '';
  const before = lines.slice(0, index).filter((line) => line.endpoint === endpoint).length;
  return `${endpoint} ${before}`;
}

/** All endpoints that are not in use yet, those of a group side by side. */
function endpointOptions({ catalogue, form }: SizingEditor) {
  const used = new Set(form.lines.map((line) => line.endpoint));
  return catalogue.endpoints
    .filter(({ id }) => !used.has(id))
    .map(({ id, group, label }) => ({ value: id, label: `${group}: ${label}` }))
    .sort((a, b) => a.label.localeCompare(b.label, 'en'));
}

function creditNote({ catalogue, locale }: SizingEditor): string {
  const perThousand = catalogue.usdPerThousandCredits;
  if (perThousand === null) return 'The live price book has no price for credits.';
  const { units, scale } = parseDecimal(perThousand);
  return `${showUnitPrice(printDecimal(units, scale + 3), 1_000, locale)} per 1,000 credits.`;
}
