import { Select } from '@hubspot/ui-extensions';
import { changePrice, type SizingEditor } from './sizing-editor.ts';

const CHARGES = [
  { value: 'pro-rata', label: 'Exact part of a thousand' },
  { value: 'package', label: 'Every started thousand' },
];

/** Whether a price per thousand is charged for the exact part or for every started thousand. */
export function ChargeSelect({ editor }: { editor: SizingEditor }) {
  return (
    <Select
      testId="price.charge"
      name="price.charge"
      label="Charged for"
      value={editor.form.price.charge}
      readOnly={editor.isReadOnly}
      options={CHARGES}
      onChange={(value) => changePrice(editor, { charge: value === 'package' ? 'package' : 'pro-rata' })}
    />
  );
}
