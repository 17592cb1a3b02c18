import type { Catalogue, DealView, EstimateVersion, SignOff } from '@dealfloor/price-book';
import type { SizingEditor } from '../sizing/sizing-editor.ts';
import type { SizingForm } from '../sizing/sizing-form.ts';
import type { useDealActions } from './use-deal-actions.ts';
import type { Preview } from './use-preview.ts';
import type { EditedSizing } from './use-sizing-editor.ts';

/** Everything the parts of the card with an estimate share. */
export type EstimateProps = {
  view: DealView;
  catalogue: Catalogue;
  locale: string;
  preview: Preview;
  edited: EditedSizing & { form: SizingForm; editor: SizingEditor };
  work: ReturnType<typeof useDealActions>;
  onUseCase: (id: string) => void;
  onForm: (form: SizingForm, sentence: string) => void;
  onRetry: () => void;
  onRecalculate: () => void;
  onSaved: (version: EstimateVersion) => void;
  onSent: (signOff: SignOff) => void;
  onCancel: () => void;
  onCopy: (text: string, said: string) => void;
  onCopySummary: () => void;
};

/** An estimate is stored when the fields are those of the newest version, under the same prices and rules. */
export function isStored({ view, preview, edited }: EstimateProps): boolean {
  const saved = view.current?.estimate;
  const shown = preview.estimate;
  if (!saved || !shown || !edited.isSaved) return false;
  return saved.priceBook.version === shown.priceBook.version && saved.policy.version === shown.policy.version;
}

/** The figures in view are those of the fields: all can be read, and nothing is being asked or has failed. */
export function isUpToDate({ preview, edited }: EstimateProps): boolean {
  return edited.sizing !== null && !preview.isWorking && preview.failure === null;
}
