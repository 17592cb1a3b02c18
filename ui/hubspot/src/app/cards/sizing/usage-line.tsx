import {
  type EndpointProfile,
  type Estimate,
  showCents,
  showCount,
  showPercent,
  toCents,
} from '@dealfloor/price-book';
import { AutoGrid, Box, Button, Flex, Select, Tag, Text, Tile } from '@hubspot/ui-extensions';
import { endpointCents, sharePercent } from '../estimate/cost-rows.ts';
import { LeverFields } from './lever-fields.tsx';
import { leverName, leverNote } from './lever-words.ts';
import type { LineProps } from './line-props.ts';
import type { SizingEditor } from './sizing-editor.ts';
import type { LineForm } from './sizing-form.ts';
import { TypedField } from './typed-field.tsx';

/** One endpoint: how often, how many pages, what saves calls, and what it comes to. */
export function UsageLine({
  editor,
  line,
  index,
  estimate,
}: {
  editor: SizingEditor;
  line: LineForm;
  index: number;
  estimate: Estimate | null;
}) {
  const profile = editor.catalogue.endpoints.find((each) => each.id === line.endpoint);
  const set = (part: Partial<LineForm>) => editor.change((before) => withLine(before, index, part));
  const remove = () =>
    editor.change((before) => ({ ...before, lines: before.lines.filter((_, at) => at !== index) }));
  const label = profile?.label ?? line.endpoint;
  return (
    <Tile compact testId={`usage-line-${index}`}>
      <Flex direction="column" gap="xs">
        <Flex direction="row" justify="between" align="center" gap="sm">
          <Box flex={1}>
            <Text format={{ fontWeight: 'demibold' }}>{label}</Text>
            <Text variant="microcopy">{creditsPerCall(line.endpoint, profile, editor.locale)}</Text>
          </Box>
          {editor.isReadOnly ? null : (
            <Button testId={`lines.${index}.remove`} size="xs" variant="secondary" onClick={remove}>
              Remove
            </Button>
          )}
        </Flex>
        <AutoGrid columnWidth={130} gap="sm">
          <VolumeFields editor={editor} line={line} index={index} profile={profile} set={set} />
          <LeverFields editor={editor} line={line} index={index} profile={profile} set={set} />
        </AutoGrid>
        <Leftovers editor={editor} line={line} set={set} />
        <Text variant="microcopy" testId={`lines.${index}.figures`}>
          {[figures(line, estimate, editor.locale), leverNote(index, estimate, editor.locale)]
            .join(' ')
            .trim()}
        </Text>
      </Flex>
    </Tile>
  );
}

function withLine(form: SizingEditor['form'], at: number, part: Partial<LineForm>): SizingEditor['form'] {
  return { ...form, lines: form.lines.map((line, index) => (index === at ? { ...line, ...part } : line)) };
}

function VolumeFields({ editor, line, index, profile, set }: LineProps) {
  const { typical, heavy } = profile?.pages ?? { typical: 1, heavy: 1 };
  return (
    <>
      <TypedField
        editor={editor}
        path={`lines.${index}.operations`}
        label="Operations"
        text={line.operations}
        onCommit={(operations) => set({ operations })}
      />
      <Select
        testId={`lines.${index}.per`}
        name={`lines.${index}.per`}
        label="Per"
        value={line.per}
        readOnly={editor.isReadOnly}
        options={[
          { value: 'day', label: 'day' },
          { value: 'month', label: 'month' },
        ]}
        onChange={(per) => set({ per: per === 'month' ? 'month' : 'day' })}
      />
      <TypedField
        editor={editor}
        path={`lines.${index}.pages`}
        label="Pages each"
        description={`typical ${typical}, heavy ${heavy}`}
        text={line.pages}
        onCommit={(pages) => set({ pages })}
      />
    </>
  );
}

/** Levers that are not edited here are shown, and can be taken out. */
function Leftovers({ editor, line, set }: Pick<LineProps, 'editor' | 'line' | 'set'>) {
  const kept = line.levers.flatMap((lever, at) =>
    lever.kind === 'kept' ? [{ lever: lever.lever, at }] : [],
  );
  if (kept.length === 0) return null;
  return (
    <Flex direction="row" gap="xs" wrap>
      {kept.map(({ lever, at }) => (
        <Flex key={`${at}-${lever.kind}`} direction="row" gap="xs" align="center">
          <Tag>{leverName(lever)}</Tag>
          {editor.isReadOnly ? null : (
            <Button
              size="xs"
              variant="secondary"
              onClick={() => set({ levers: line.levers.filter((_, other) => other !== at) })}
            >
              {`Take out: ${leverName(lever).toLowerCase()}`}
            </Button>
          )}
        </Flex>
      ))}
    </Flex>
  );
}

function creditsPerCall(endpoint: string, profile: EndpointProfile | undefined, locale: string): string {
  if (!profile) return `${endpoint}: not in the live price book`;
  if (profile.milliCredits === 0) return 'Spends no credits';
  const credits = new Intl.NumberFormat(locale).format(profile.milliCredits / 1_000);
  return `${endpoint} · ${credits} ${credits === '1' ? 'credit' : 'credits'} per call`;
}

/** "450,000 calls /mo, $471.60 /mo, 38.2% of cost." of the endpoint, all its lines together. */
function figures(line: LineForm, estimate: Estimate | null, locale: string): string {
  const found = estimate?.endpoints.find((each) => each.endpoint === line.endpoint);
  const cents = estimate && endpointCents(estimate).get(line.endpoint);
  if (!found || !estimate || cents === null || cents === undefined || line.operations.trim() === '') {
    return 'Add operations to see what this costs.';
  }
  const { costUsd } = estimate.month;
  const share = costUsd === null ? null : sharePercent(cents, toCents(costUsd));
  const ofCost = share === null ? '' : `, ${showPercent(share, locale)} of cost`;
  return `${showCount(found.calls, locale)} calls /mo, ${showCents(cents, locale)} /mo${ofCost}.`;
}
