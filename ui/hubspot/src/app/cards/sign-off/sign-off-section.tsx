import type { DealView, Estimate } from '@dealfloor/price-book';
import { Alert, Button, Flex, LoadingButton, StatusTag, Text } from '@hubspot/ui-extensions';
import type { ReactElement } from 'react';
import type { Failure } from '../api/answer.ts';
import type { Busy } from '../deal/use-deal-actions.ts';
import { failureSentence } from '../words/failure-sentence.ts';
import { coveredSentence, isDecided, SIGN_OFF_WORDS, signOffSentence } from '../words/sign-off-words.ts';
import { CommentThread } from './comment-thread.tsx';
import { conditionsSentence } from './conditions-sentence.ts';

const DECIDED: readonly string[] = ['waiting', 'second-look', 'approved', 'approved-with-conditions'];

/** Whether this estimate goes to finance before the contract goes out, for itself or for its company's other deals. */
function needsSignOff({ verdict }: Estimate, { company }: DealView): boolean {
  if (verdict.word === 'clear' || verdict.word === 'thin') return company !== null && company.word !== null;
  return verdict.word === 'sign_off' || verdict.word === 'loss';
}

/** Where the deal stands with finance, apart from its verdict, and what can be done now. */
export function SignOffSection({
  view,
  estimate,
  locale,
  isStored,
  canAct,
  busy,
  failure,
  panel,
  onSave,
  onWithdraw,
  onCopy,
}: {
  view: DealView;
  estimate: Estimate;
  locale: string;
  isStored: boolean;
  canAct: boolean;
  busy: Busy;
  failure: Failure | null;
  panel: ReactElement;
  onSave: () => void;
  onWithdraw: (signOffId: string) => void;
  onCopy: () => void;
}) {
  const { status, signOff } = view;
  const isWaiting = status === 'waiting';
  const isAsking = needsSignOff(estimate, view) && !(isStored && DECIDED.includes(status)) && !isWaiting;
  const conditions = isDecided(status) ? conditionsSentence(signOff, locale) : null;
  const covered = coveredSentence(view);
  const canWithdraw = isWaiting && signOff?.requestedBy.userId === view.viewer.userId;
  return (
    <Flex direction="column" gap="sm" testId="sign-off">
      <Flex direction="row" gap="sm" align="center" wrap>
        <Text format={{ fontWeight: 'demibold' }}>Sign-off:</Text>
        <StatusTag testId="sign-off-status" variant={SIGN_OFF_WORDS[status].variant}>
          {SIGN_OFF_WORDS[status].name}
        </StatusTag>
        <Text testId="sign-off-sentence">{statusSentence(view, locale, canWithdraw)}</Text>
      </Flex>
      {view.company ? <Text testId="company">{view.company.sentence}</Text> : null}
      {conditions ? <Text testId="conditions">{conditions}</Text> : null}
      {covered ? <Text testId="covered">{covered}</Text> : null}
      <Flex direction="row" gap="sm" wrap>
        {isAsking && view.canEdit ? (
          <Button testId="submit" variant="primary" disabled={!canAct} overlay={panel}>
            Submit for sign-off
          </Button>
        ) : null}
        {isWaiting || !view.canEdit ? null : (
          <LoadingButton
            testId="save"
            variant={isAsking ? 'secondary' : 'primary'}
            loading={busy === 'save'}
            disabled={!canAct || isStored}
            onClick={onSave}
          >
            {isStored ? 'Saved' : 'Save estimate'}
          </LoadingButton>
        )}
        {canWithdraw ? (
          <LoadingButton
            testId="withdraw"
            variant="secondary"
            loading={busy === 'withdraw'}
            onClick={() => onWithdraw(signOff.id)}
          >
            Withdraw
          </LoadingButton>
        ) : null}
        <Button testId="copy-summary" variant="secondary" onClick={onCopy}>
          Copy summary
        </Button>
      </Flex>
      {failure ? (
        <Alert testId="action-failure" variant="error" title="Not done. Nothing was lost.">
          {failureSentence(failure)}
        </Alert>
      ) : null}
      {signOff ? (
        <CommentThread key={signOff.id} dealId={view.deal.id} signOff={signOff} locale={locale} />
      ) : null}
    </Flex>
  );
}

function statusSentence(view: DealView, locale: string, canWithdraw: boolean): string {
  const told = signOffSentence(view, locale) ?? '';
  if (!view.canEdit && view.status !== 'waiting') return `${told} Only a seller can change it.`.trim();
  return canWithdraw ? `${told} Withdraw to change it.` : told;
}
