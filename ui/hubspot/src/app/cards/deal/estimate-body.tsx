import { Accordion, Alert, Button, Flex } from '@hubspot/ui-extensions';
import { MarginNow } from '../estimate/margin-now.tsx';
import { MarginOverTerm } from '../estimate/margin-over-term.tsx';
import { MoneyBreakdown } from '../estimate/money-breakdown.tsx';
import { SignOffSection } from '../sign-off/sign-off-section.tsx';
import { SubmitPanel } from '../sign-off/submit-panel.tsx';
import { useSubmit } from '../sign-off/use-submit.ts';
import { DealTerms } from '../sizing/deal-terms.tsx';
import { UsageFields } from '../sizing/usage-fields.tsx';
import { UseCaseSelect } from './empty-estimate.tsx';
import { EstimateHead } from './estimate-head.tsx';
import { type EstimateProps, isStored, isUpToDate } from './estimate-props.ts';

/** The card with an estimate: the verdict, what can be done, the fields, and where the figures come from. */
export function EstimateBody(props: EstimateProps) {
  const { catalogue, locale, preview, edited } = props;
  const { editor, undo } = edited;
  const { estimate } = preview;
  const isCurrent = isUpToDate(props);
  return (
    <>
      <EstimateHead {...props} />
      {estimate ? <Actions {...props} /> : null}
      {undo?.sentence ? (
        <Alert testId="filled" variant="info" title={undo.sentence}>
          <Button testId="undo" size="xs" variant="secondary" onClick={edited.takeBack}>
            Undo
          </Button>
        </Alert>
      ) : null}
      <Accordion title="Deal terms" defaultOpen testId="deal-terms">
        <Flex direction="column" gap="sm">
          <UseCaseSelect
            catalogue={catalogue}
            value={edited.form.useCase}
            isReadOnly={editor.isReadOnly}
            onUseCase={props.onUseCase}
          />
          <DealTerms editor={editor} dealCurrency={props.view.deal.currency} />
          <MarginNow
            estimate={editor.isReadOnly ? null : estimate}
            isCurrent={isCurrent}
            place="terms"
            locale={locale}
          />
        </Flex>
      </Accordion>
      <Accordion title="Usage" defaultOpen testId="usage">
        <Flex direction="column" gap="sm">
          <UsageFields editor={editor} estimate={estimate} />
          <MarginNow
            estimate={editor.isReadOnly ? null : estimate}
            isCurrent={isCurrent}
            place="usage"
            locale={locale}
          />
        </Flex>
      </Accordion>
      {estimate ? (
        <>
          <Accordion title="Where the money goes" defaultOpen testId="breakdown">
            <MoneyBreakdown estimate={estimate} locale={locale} />
          </Accordion>
          <Accordion title="Margin over the term" defaultOpen testId="term">
            <MarginOverTerm estimate={estimate} locale={locale} />
          </Accordion>
        </>
      ) : null}
    </>
  );
}

function Actions(props: EstimateProps) {
  const { view, locale, preview, edited, work } = props;
  const { estimate } = preview;
  const stored = isStored(props);
  const { sizing } = edited;
  const submit = useSubmit(
    {
      dealId: view.deal.id,
      version: stored ? (view.current?.version ?? null) : null,
      sizing,
      seenHeadline: estimate?.verdict.headline ?? '',
    },
    { onSaved: props.onSaved, onSent: props.onSent },
  );
  if (!estimate) return null;
  return (
    <SignOffSection
      view={view}
      estimate={estimate}
      locale={locale}
      isStored={stored}
      canAct={!edited.editor.isReadOnly && isUpToDate(props)}
      busy={work.busy}
      failure={work.failure}
      panel={
        <SubmitPanel
          view={view}
          estimate={estimate}
          locale={locale}
          isSending={submit.isSending}
          failure={submit.failure}
          onOpen={submit.open}
          onSend={submit.send}
          onCancel={props.onCancel}
        />
      }
      onSave={() => sizing && work.save(sizing)}
      onWithdraw={work.withdraw}
      onCopy={props.onCopySummary}
    />
  );
}
