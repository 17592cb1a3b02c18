import { Select } from '@hubspot/ui-extensions';
import { changePrice, type SizingEditor } from './sizing-editor.ts';

const CHARGES = [
  { value: 'pro-rata', label: 'The exact part' },
  { value: 'package', label: 'All started ones' },
];

/** Whether a price per thousand is charged for the exact part or for every started thousand. */
export function ChargeSelect({ editor }: { editor: SizingEditor }) {
  return (
    <Select
      testId="price.charge"
      name="price.charge"
      label="Thousands billed"
      value={editor.form.price.charge}
      readOnly={editor.isReadOnly}
      options={CHARGES}
      onChange={(value) => changePrice(editor, { charge: value === 'package' ? 'package' : 'pro-rata' })}
    />
  );
}
