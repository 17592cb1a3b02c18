import type { EstimateVersion, SignOff } from '@dealfloor/price-book';
import { loadVersion } from '../api/dealfloor-api.ts';
import { SUBMIT_PANEL } from '../sign-off/submit-panel-id.ts';
import { formOfUseCase } from '../sizing/change-form.ts';
import { formFromSizing, type SizingForm } from '../sizing/sizing-form.ts';
import { failureSentence } from '../words/failure-sentence.ts';
import { namesOf } from '../words/sign-off-words.ts';
import { useDealActions } from './use-deal-actions.ts';
import { usePreview } from './use-preview.ts';
import { useSizingEditor } from './use-sizing-editor.ts';
import type { WorkbenchProps } from './workbench-props.ts';

/** What can be done on the card, and what each of it puts in view. */
export function useWorkbench({ view, catalogue, locale, actions, onView, onReload }: WorkbenchProps) {
  const isReadOnly = !view.canEdit || view.status === 'waiting';
  const { preview, request, retry, show } = usePreview(view.deal.id, view.current);
  const { failure } = preview;
  const serverIssues = failure?.kind === 'invalid' ? failure.issues : {};
  const onSizing = request;
  const edited = useSizingEditor({ view, catalogue, locale, isReadOnly, serverIssues, onSizing });

  const say = (type: 'success' | 'warning', message: string) => actions.addAlert({ type, message });
  const refresh = () => {
    onReload();
    actions.refreshObjectProperties();
  };
  const closePanel = () => actions.closeOverlay(SUBMIT_PANEL);
  const onSaved = (version: EstimateVersion) => {
    show(version.estimate, version.sizing);
    onView((before) => ({ ...before, current: version }));
    refresh();
  };
  const onSent = (signOff: SignOff) => {
    closePanel();
    say('success', `Sent to ${namesOf(signOff.goesTo)}.`);
    onView((before) => ({ ...before, signOff, status: signOff.status }));
    refresh();
  };
  const work = useDealActions(view, {
    onSaved: (version) => {
      onSaved(version);
      say('success', `Saved as version ${version.version}.`);
    },
    onWithdrawn: () => {
      say('success', 'Withdrawn. You can change the deal and send it again.');
      refresh();
    },
  });

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
      say('warning', `Version ${version} could not be read. ${failureSentence(answer.failure)}`);
      return;
    }
    put(formFromSizing(answer.value.sizing, locale), `Version ${version} is back in the fields.`);
  };
  const copy = (text: string, said: string) =>
    actions.copyTextToClipboard(text).then(
      () => say('success', said),
      () => say('warning', 'The browser did not allow copying.'),
    );

  return {
    isReadOnly,
    preview,
    edited,
    work,
    put,
    chooseUseCase,
    restore,
    copy,
    onSaved,
    onSent,
    closePanel,
    onRetry: retry,
    onRecalculate: () => {
      if (edited.sizing) request(edited.sizing);
    },
  };
}
