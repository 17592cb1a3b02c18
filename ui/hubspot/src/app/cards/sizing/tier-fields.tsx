import { Button, Flex } from '@hubspot/ui-extensions';
import { withStep } from './change-form.ts';
import { changePrice, type SizingEditor } from './sizing-editor.ts';
import type { TierForm } from './sizing-form.ts';
import { TypedField } from './typed-field.tsx';

/** The steps of a price per 1,000; the last one has no end. */
export function TierFields({ editor }: { editor: SizingEditor }) {
  const { price } = editor.form;
  const steps = price.tierMode === 'flat' ? price.tiers.slice(0, 1) : price.tiers;
  return (
    <>
      {steps.map((tier, index) => {
        const path = `price.tiersPer1000.${index}`;
        return <Step key={path} editor={editor} path={path} tier={tier} index={index} count={steps.length} />;
      })}
      {price.tierMode === 'flat' || editor.isReadOnly ? null : <StepButtons editor={editor} />}
    </>
  );
}

function Step({
  editor,
  path,
  tier,
  index,
  count,
}: {
  editor: SizingEditor;
  path: string;
  tier: TierForm;
  index: number;
  count: number;
}) {
  const { tiers } = editor.form.price;
  const name = count > 1 ? `Step ${index + 1}, per 1,000` : `Per 1,000, ${editor.form.currency}`;
  const set = (part: Partial<TierForm>) =>
    changePrice(editor, { tiers: tiers.map((each, at) => (at === index ? { ...each, ...part } : each)) });
  return (
    <>
      {index === count - 1 ? null : (
        <TypedField
          editor={editor}
          path={`${path}.upTo`}
          label={`Step ${index + 1}, up to`}
          text={tier.upTo}
          onCommit={(upTo) => set({ upTo })}
        />
      )}
      <TypedField
        editor={editor}
        path={`${path}.price`}
        label={name}
        text={tier.price}
        onCommit={(price) => set({ price })}
      />
    </>
  );
}

function StepButtons({ editor }: { editor: SizingEditor }) {
  const { tiers } = editor.form.price;
  return (
    <Flex direction="row" gap="xs" wrap align="center">
      <Button
        testId="add-step"
        size="xs"
        variant="secondary"
        onClick={() => changePrice(editor, { tiers: withStep(tiers, editor.locale) })}
      >
        Add a step
      </Button>
      {tiers.length > 1 ? (
        <Button
          testId="remove-step"
          size="xs"
          variant="secondary"
          onClick={() => changePrice(editor, { tiers: tiers.slice(0, -1) })}
        >
          Remove the last
        </Button>
      ) : null}
    </Flex>
  );
}
