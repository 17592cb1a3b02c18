import type { Catalogue, DealView } from '@dealfloor/price-book';
import { loadVersion } from '../api/dealfloor-api.ts';
import { formOfUseCase } from '../sizing/change-form.ts';
import { formFromSizing, type SizingForm } from '../sizing/sizing-form.ts';
import { failureSentence } from '../words/failure-sentence.ts';
import type { EditedSizing } from './use-sizing-editor.ts';

/** The ways to fill all fields at once: a use case, an earlier version, or any other form. */
export function useFilling({
  view,
  catalogue,
  locale,
  edited,
  onFailure,
}: {
  view: DealView;
  catalogue: Catalogue;
  locale: string;
  edited: EditedSizing;
  onFailure: (sentence: string) => void;
}) {
  const put = (form: SizingForm | null, sentence: string) => {
    if (form) edited.replace(form, sentence);
  };
  const chooseUseCase = (id: string) => {
    const name = catalogue.useCases.find((each) => each.id === id)?.name ?? id;
    put(formOfUseCase(catalogue, id, locale), `All fields were filled from “${name}”.`);
  };
  const restore = async (version: number) => {
    const answer = await loadVersion(view.deal.id, version);
    if (!answer.ok) {
      onFailure(`Version ${version} could not be read. ${failureSentence(answer.failure)}`);
      return;
    }
    put(formFromSizing(answer.value.sizing, locale), `Version ${version} is back in the fields.`);
  };
  return { put, chooseUseCase, restore };
}
