import { Flex, StatusTag, Text } from '@hubspot/ui-extensions';
import { BreakEvenLine } from '../estimate/break-even-line.tsx';
import { FOUR_FIGURES, FourFigures } from '../estimate/four-figures.tsx';
import { VerdictStrip } from '../estimate/verdict-strip.tsx';
import { FiguresToCome } from '../states/whole-card-states.tsx';
import { DealAlerts } from './deal-alerts.tsx';
import { type EstimateProps, isStored } from './estimate-props.ts';
import { PreviewNote } from './preview-note.tsx';
import { useBreakEven } from './use-break-even.ts';

/** The answer: verdict, four figures, what just reaches the floor, and what does not fit together. */
export function EstimateHead(props: EstimateProps) {
  const { view, catalogue, locale, preview, edited } = props;
  const { estimate } = preview;
  const breakEven = useBreakEven(view.deal.id, preview.sizing, estimate);
  const note = (
    <PreviewNote preview={preview} issues={edited.issues} locale={locale} onRetry={props.onRetry} />
  );
  if (!estimate) {
    return (
      <Flex direction="column" gap="sm">
        {note}
        <FiguresToCome labels={FOUR_FIGURES} />
      </Flex>
    );
  }
  return (
    <Flex direction="column" gap="sm">
      <VerdictStrip estimate={estimate} locale={locale}>
        {isStored(props) ? (
          <Text variant="microcopy" testId="saved">
            {`Saved, version ${view.current?.version ?? 1}`}
          </Text>
        ) : (
          <StatusTag testId="not-saved" variant="default" hollow>
            Not saved yet
          </StatusTag>
        )}
      </VerdictStrip>
      {note}
      <FourFigures estimate={estimate} locale={locale} />
      {breakEven ? (
        <BreakEvenLine breakEven={breakEven} estimate={estimate} catalogue={catalogue} locale={locale} />
      ) : null}
      <DealAlerts
        deal={view.deal}
        estimate={estimate}
        catalogue={catalogue}
        form={edited.form}
        locale={locale}
        canEdit={!edited.editor.isReadOnly}
        onForm={props.onForm}
        onCopy={props.onCopy}
        onRecalculate={props.onRecalculate}
      />
    </Flex>
  );
}
