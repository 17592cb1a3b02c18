import { Button, Select } from '@hubspot/ui-extensions';
import { ChargeSelect } from './charge-select.tsx';
import { changePrice, type SizingEditor } from './sizing-editor.ts';
import type { PriceForm } from './sizing-form.ts';
import { TypedField } from './typed-field.tsx';

/** A price by usage: what is counted, and its price in one or more steps. */
export function UsagePriceFields({ editor }: { editor: SizingEditor }) {
  const { form, isReadOnly, change } = editor;
  const { price } = form;
  return (
    <>
      <Select
        testId="price.unit"
        name="price.unit"
        label="Billed by"
        value={price.unit}
        readOnly={isReadOnly}
        options={[
          { value: 'call', label: 'Calls' },
          { value: 'credit', label: 'Credits' },
          { value: 'tracked-profile', label: 'Tracked profiles' },
        ]}
        onChange={(value) =>
          changePrice(editor, { unit: choice(value, ['call', 'credit', 'tracked-profile'], price.unit) })
        }
      />
      <Select
        testId="price.tierMode"
        name="price.tierMode"
        label="Price steps"
        value={price.tierMode}
        readOnly={isReadOnly}
        options={[
          { value: 'flat', label: 'One price' },
          { value: 'graduated', label: 'Each step at its own price' },
          { value: 'volume', label: 'All at the step reached' },
        ]}
        onChange={(value) =>
          changePrice(editor, { tierMode: choice(value, ['flat', 'graduated', 'volume'], price.tierMode) })
        }
      />
      <ChargeSelect editor={editor} />
      {price.unit === 'tracked-profile' ? (
        <TypedField
          editor={editor}
          path="trackedProfiles"
          label="Tracked profiles"
          text={form.trackedProfiles}
          onCommit={(text) => change((before) => ({ ...before, trackedProfiles: text }))}
        />
      ) : null}
      <Tiers editor={editor} price={price} />
    </>
  );
}

function Tiers({ editor, price }: { editor: SizingEditor; price: PriceForm }) {
  const steps = price.tierMode === 'flat' ? price.tiers.slice(0, 1) : price.tiers;
  const set = (at: number, part: Partial<PriceForm['tiers'][number]>) => {
    const tiers = price.tiers.map((tier, index) => (index === at ? { ...tier, ...part } : tier));
    changePrice(editor, { tiers });
  };
  const addStep = () => {
    const last = price.tiers.at(-1) ?? { upTo: '', price: '' };
    changePrice(editor, { tiers: [...price.tiers.slice(0, -1), last, { upTo: '', price: last.price }] });
  };
  return (
    <>
      {steps.flatMap((tier, index) => {
        const path = `price.tiersPer1000.${index}`;
        const name = steps.length > 1 ? `Step ${index + 1}: ` : '';
        const priceField = (
          <TypedField
            key={`${path}.price`}
            editor={editor}
            path={`${path}.price`}
            label={`${name}price per 1,000, ${editor.form.currency}`}
            text={tier.price}
            onCommit={(text) => set(index, { price: text })}
          />
        );
        if (index === steps.length - 1) return [priceField];
        return [
          <TypedField
            key={`${path}.upTo`}
            editor={editor}
            path={`${path}.upTo`}
            label={`${name}up to, units`}
            text={tier.upTo}
            onCommit={(text) => set(index, { upTo: text })}
          />,
          priceField,
        ];
      })}
      {price.tierMode === 'flat' || editor.isReadOnly ? null : (
        <Button testId="add-step" size="xs" variant="secondary" onClick={addStep}>
          Add a price step
        </Button>
      )}
      {steps.length > 1 && !editor.isReadOnly ? (
        <Button
          testId="remove-step"
          size="xs"
          variant="secondary"
          onClick={() => changePrice(editor, { tiers: price.tiers.slice(0, -1) })}
        >
          Remove the last step
        </Button>
      ) : null}
    </>
  );
}

function choice<T extends string>(value: unknown, choices: readonly T[], otherwise: T): T {
  return choices.find((each) => each === value) ?? otherwise;
}
