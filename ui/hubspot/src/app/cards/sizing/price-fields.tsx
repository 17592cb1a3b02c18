import { ChargeSelect } from './charge-select.tsx';
import { changePrice, type SizingEditor } from './sizing-editor.ts';
import { TypedField } from './typed-field.tsx';
import { UsagePriceFields } from './usage-price-fields.tsx';

/** The fields of the revenue model that is chosen. */
export function PriceFields({ editor }: { editor: SizingEditor }) {
  const { kind } = editor.form.price;
  if (kind === 'seat') return <SeatFields editor={editor} />;
  if (kind === 'seat-with-overage') {
    return (
      <>
        <SeatFields editor={editor} />
        <Price editor={editor} field="includedCallsPerSeat" label="Included calls per seat" />
        <Price editor={editor} field="overagePer1000" label={`Overage per 1,000, ${editor.form.currency}`} />
        <ChargeSelect editor={editor} />
      </>
    );
  }
  if (kind === 'usage') return <UsagePriceFields editor={editor} />;
  if (kind === 'platform-fee') {
    return <Price editor={editor} field="feePerMonth" label={`Platform fee, ${editor.form.currency}`} />;
  }
  return null;
}

function SeatFields({ editor }: { editor: SizingEditor }) {
  return (
    <>
      <Price editor={editor} field="seats" label="Seats" />
      <Price editor={editor} field="pricePerSeat" label={`Price per seat, ${editor.form.currency}`} />
    </>
  );
}

function Price({
  editor,
  field,
  label,
}: {
  editor: SizingEditor;
  field: 'seats' | 'pricePerSeat' | 'includedCallsPerSeat' | 'overagePer1000' | 'feePerMonth';
  label: string;
}) {
  return (
    <TypedField
      editor={editor}
      path={`price.${field}`}
      label={label}
      text={editor.form.price[field]}
      onCommit={(text) => changePrice(editor, { [field]: text })}
    />
  );
}
