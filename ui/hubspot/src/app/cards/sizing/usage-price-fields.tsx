import { Select } from '@hubspot/ui-extensions';
import { ChargeSelect } from './charge-select.tsx';
import { changePrice, type SizingEditor } from './sizing-editor.ts';
import { TierFields } from './tier-fields.tsx';
import { TypedField } from './typed-field.tsx';

const STEPS = {
  flat: 'The same for every unit',
  graduated: 'Each step at its own price',
  volume: 'All units at the last step’s price',
};

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
          { value: 'graduated', label: 'Graduated' },
          { value: 'volume', label: 'Volume' },
        ]}
        description={STEPS[price.tierMode]}
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
          {...(form.trackedProfiles.trim() === '0' ? { description: 'With none, nothing is billed' } : {})}
          onCommit={(text) => change((before) => ({ ...before, trackedProfiles: text }))}
        />
      ) : null}
      <TierFields editor={editor} />
    </>
  );
}

function choice<T extends string>(value: unknown, choices: readonly T[], otherwise: T): T {
  return choices.find((each) => each === value) ?? otherwise;
}
