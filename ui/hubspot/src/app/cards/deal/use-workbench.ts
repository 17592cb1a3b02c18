import type { EstimateVersion, SignOff } from '@dealfloor/price-book';
import { SUBMIT_PANEL } from '../sign-off/submit-panel-id.ts';
import { namesOf } from '../words/sign-off-words.ts';
import { useDealActions } from './use-deal-actions.ts';
import { useFilling } from './use-filling.ts';
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

  const fill = useFilling({ view, catalogue, locale, edited, onFailure: (told) => say('warning', told) });
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
    ...fill,
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
