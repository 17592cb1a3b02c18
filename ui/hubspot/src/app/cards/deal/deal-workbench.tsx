import { Flex, Text } from '@hubspot/ui-extensions';
import { summaryText } from '../estimate/summary-text.ts';
import { formOfNothing } from '../sizing/change-form.ts';
import { EmptyEstimate } from './empty-estimate.tsx';
import { EstimateBody } from './estimate-body.tsx';
import { History } from './history.tsx';
import { useWorkbench } from './use-workbench.ts';
import type { WorkbenchProps } from './workbench-props.ts';

/** The whole card once the deal and the catalogue are here. */
export function DealWorkbench(props: WorkbenchProps) {
  const { view, catalogue, locale } = props;
  const bench = useWorkbench(props);
  const { edited, preview, copy } = bench;
  const copySummary = () => {
    if (preview.estimate) copy(summaryText(view.deal, preview.estimate, locale), 'Summary copied.');
  };
  return (
    <Flex direction="column" gap="md" testId="deal-margin">
      <Text testId="deal-price" variant="microcopy">
        {view.deal.price.sentence}
      </Text>
      {edited.editor && edited.form ? (
        <EstimateBody
          view={view}
          catalogue={catalogue}
          locale={locale}
          preview={preview}
          edited={{ ...edited, form: edited.form, editor: edited.editor }}
          work={bench.work}
          onUseCase={bench.chooseUseCase}
          onForm={bench.put}
          onRetry={bench.onRetry}
          onRecalculate={bench.onRecalculate}
          onSaved={bench.onSaved}
          onSent={bench.onSent}
          onCancel={bench.closePanel}
          onCopy={copy}
          onCopySummary={copySummary}
        />
      ) : (
        <EmptyEstimate
          catalogue={catalogue}
          canEdit={!bench.isReadOnly}
          onUseCase={bench.chooseUseCase}
          onEndpoints={() => bench.put(formOfNothing(catalogue, locale), '')}
        />
      )}
      <History view={view} locale={locale} canRestore={!bench.isReadOnly} onRestore={bench.restore} />
    </Flex>
  );
}
