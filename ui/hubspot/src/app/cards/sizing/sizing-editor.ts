import type { Catalogue } from '@dealfloor/price-book';
import type { FieldIssues } from './field-reader.ts';
import type { PriceForm, SizingForm } from './sizing-form.ts';

/** What the fields of a sizing need: the text in them, what is wrong with it, and a way to change it. */
export type SizingEditor = {
  readonly form: SizingForm;
  readonly issues: FieldIssues;
  readonly isReadOnly: boolean;
  readonly locale: string;
  readonly catalogue: Catalogue;
  readonly change: (update: (form: SizingForm) => SizingForm) => void;
};

export function changePrice(editor: SizingEditor, change: Partial<PriceForm>): void {
  editor.change((form) => ({ ...form, price: { ...form.price, ...change } }));
}
