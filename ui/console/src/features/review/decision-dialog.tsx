import type { Review, SignOff } from '@dealfloor/price-book';
import { Button, Group, Modal, Textarea } from '@mantine/core';
import { showQuantity } from '../../words/show-quantity.ts';
import { ConditionsFieldset } from './conditions-fieldset.tsx';
import type { DecisionDraft } from './decision-draft.ts';
import { DecisionRefusal } from './decision-refusal.tsx';
import { DecisionSummary } from './decision-summary.tsx';
import { DECISION_WORDS } from './decision-words.ts';
import type { DecisionKind } from './read-draft.ts';
import { useDecisionForm } from './use-decision-form.ts';

type DecisionFormProps = {
  kind: DecisionKind;
  review: Review;
  draft: DecisionDraft;
  onDraft: (draft: DecisionDraft) => void;
  onDecided: (signOff: SignOff) => void;
  onClose: () => void;
};

type DecisionDialogProps = Omit<DecisionFormProps, 'kind'> & {
  kind: DecisionKind | null;
  isDecided: boolean;
  onClosed: () => void;
};

/** The last look before a decision is sent. */
export function DecisionDialog({ kind, isDecided, onClosed, ...rest }: DecisionDialogProps) {
  return (
    <Modal
      opened={kind !== null}
      onClose={rest.onClose}
      returnFocus={!isDecided}
      onExitTransitionEnd={onClosed}
      size="lg"
      title={kind ? `${DECISION_WORDS[kind].title}: ${rest.review.deal.name}` : ''}
      closeButtonProps={{ 'aria-label': 'Close' }}
      attributes={{ header: { role: 'presentation' } }}
    >
      {kind ? <DecisionForm kind={kind} {...rest} /> : null}
    </Modal>
  );
}

function DecisionForm({ kind, review, draft, onDraft, onDecided, onClose }: DecisionFormProps) {
  const { form, issues, isPending, problem, hasMoved, lookAgain, send } = useDecisionForm({
    kind,
    review,
    draft,
    onDecided,
  });
  const words = DECISION_WORDS[kind];
  return (
    <form
      ref={form}
      noValidate
      className="decision-form"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <DecisionSummary review={review} />
      {kind === 'approve-with-conditions' ? (
        <ConditionsFieldset draft={draft} issues={issues} usageHint={usageHint(review)} onChange={onDraft} />
      ) : null}
      <Textarea
        label={words.noteLabel}
        description="The seller reads it."
        required={kind !== 'approve'}
        autosize
        minRows={2}
        maxLength={500}
        data-autofocus={kind === 'approve-with-conditions' ? undefined : true}
        value={draft.notes[kind]}
        error={issues.note}
        onChange={(event) =>
          onDraft({ ...draft, notes: { ...draft.notes, [kind]: event.currentTarget.value } })
        }
      />
      <DecisionRefusal problem={problem} review={review} hasMoved={hasMoved} onLookAgain={lookAgain} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {review.canDecide ? 'Cancel' : 'Close'}
        </Button>
        {review.canDecide ? (
          <Button
            type="submit"
            loading={isPending}
            disabled={hasMoved}
            color={kind === 'reject' ? 'rust' : ''}
          >
            {words.send}
          </Button>
        ) : null}
      </Group>
    </form>
  );
}

function usageHint({ frozen }: Review): string {
  const { months } = frozen.estimate;
  const [first, last] = [months[0], months.at(-1)];
  if (!first || !last) return '';
  if (first === last) return `Expected: ${showQuantity(first.calls)} calls.`;
  return `Expected: ${showQuantity(first.calls)} in month 1, ${showQuantity(last.calls)} in month ${last.month}.`;
}
