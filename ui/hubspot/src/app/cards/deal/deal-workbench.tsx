import type { Catalogue, DealView, EstimateVersion } from '@dealfloor/price-book';
import type { ExtensionPointApiActions } from '@hubspot/ui-extensions';
import { Flex } from '@hubspot/ui-extensions';
import { loadVersion } from '../api/dealfloor-api.ts';
import { summaryText } from '../estimate/summary-text.ts';
import { formOfNothing, formOfUseCase } from '../sizing/change-form.ts';
import { formFromSizing, type SizingForm } from '../sizing/sizing-form.ts';
import { failureSentence } from '../words/failure-sentence.ts';
import { namesOf } from '../words/sign-off-words.ts';
import { EmptyEstimate } from './empty-estimate.tsx';
import { EstimateBody } from './estimate-body.tsx';
import { History } from './history.tsx';
import { useDealActions } from './use-deal-actions.ts';
import { usePreview } from './use-preview.ts';
import { useSizingEditor } from './use-sizing-editor.ts';

export type TabActions = ExtensionPointApiActions<'crm.record.tab'>;

/** The whole card once the deal and the catalogue are here. */
export function DealWorkbench({
  view,
  catalogue,
  locale,
  actions,
  onView,
  onReload,
}: {
  view: DealView;
  catalogue: Catalogue;
  locale: string;
  actions: TabActions;
  onView: (view: DealView) => void;
  onReload: () => void;
}) {
  const isReadOnly = !view.canEdit || view.status === 'waiting';
  const { preview, request, retry, show } = usePreview(view.deal.id, view.current);
  const { failure } = preview;
  const edited = useSizingEditor({
    view,
    catalogue,
    locale,
    isReadOnly,
    serverIssues: failure?.kind === 'invalid' ? failure.issues : {},
    onSizing: request,
  });
  const say = (type: 'success' | 'warning', message: string) => actions.addAlert({ type, message });
  const refresh = () => {
    onReload();
    actions.refreshObjectProperties();
  };
  const onSaved = (version: EstimateVersion) => {
    show(version.estimate, version.sizing);
    onView({ ...view, current: version });
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
    const form = formOfUseCase(catalogue, id, locale);
    const name = catalogue.useCases.find((each) => each.id === id)?.name ?? id;
    put(form, `All fields were filled from “${name}”.`);
  };
  const restore = async (version: number) => {
    const answer = await loadVersion(view.deal.id, version);
    if (answer.ok)
      put(formFromSizing(answer.value.sizing, locale), `Version ${version} is back in the fields.`);
    else say('warning', `Version ${version} could not be read. ${failureSentence(answer.failure)}`);
  };
  const copy = async (text: string, said: string) => {
    await actions.copyTextToClipboard(text).then(
      () => say('success', said),
      () => say('warning', 'The browser did not allow copying.'),
    );
  };

  return (
    <Flex direction="column" gap="md" testId="deal-margin">
      {edited.editor && edited.form ? (
        <EstimateBody
          view={view}
          catalogue={catalogue}
          locale={locale}
          preview={preview}
          edited={{ ...edited, form: edited.form, editor: edited.editor }}
          work={work}
          onUseCase={chooseUseCase}
          onForm={put}
          onRetry={retry}
          onRecalculate={() => edited.sizing && request(edited.sizing)}
          onSaved={onSaved}
          onSent={(signOff) => {
            actions.closeOverlay('dealfloor-submit');
            say('success', `Sent to ${namesOf(signOff.goesTo)}.`);
            onView({ ...view, signOff, status: signOff.status });
            refresh();
          }}
          onCancel={() => actions.closeOverlay('dealfloor-submit')}
          onCopy={copy}
          onCopySummary={() =>
            preview.estimate && copy(summaryText(view.deal, preview.estimate, locale), 'Summary copied.')
          }
        />
      ) : (
        <EmptyEstimate
          catalogue={catalogue}
          canEdit={!isReadOnly}
          onUseCase={chooseUseCase}
          onEndpoints={() => put(formOfNothing(catalogue, locale), '')}
        />
      )}
      <History view={view} locale={locale} canRestore={!isReadOnly} onRestore={restore} />
    </Flex>
  );
}
