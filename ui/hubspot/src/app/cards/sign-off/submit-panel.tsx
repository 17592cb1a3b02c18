import type { DealView, Estimate } from '@dealfloor/price-book';
import {
  Alert,
  Button,
  Flex,
  Form,
  LoadingButton,
  Panel,
  PanelBody,
  PanelFooter,
  Text,
} from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { Failure } from '../api/answer.ts';
import { VerdictStrip } from '../estimate/verdict-strip.tsx';
import { failureSentence } from '../words/failure-sentence.ts';
import { goesToSentence } from '../words/sign-off-words.ts';
import { AskFields, LEAST_REASON, MOST_REASON } from './ask-fields.tsx';
import { neededByDefault } from './needed-by.ts';
import { SUBMIT_PANEL } from './submit-panel-id.ts';
import type { Ask } from './use-submit.ts';

/** What finance will be asked, in the seller's words, beside the figures that freeze with it. */
export function SubmitPanel({
  view,
  estimate,
  locale,
  isSending,
  failure,
  onOpen,
  onSend,
  onCancel,
}: {
  view: DealView;
  estimate: Estimate;
  locale: string;
  isSending: boolean;
  failure: Failure | null;
  onOpen: () => void;
  onSend: (ask: Ask) => void;
  onCancel: () => void;
}) {
  const today = new Date().toISOString().slice(0, 10);
  const [ask, setAsk] = useState<Ask>(() => ({
    reason: '',
    neededBy: neededByDefault(view.deal.closeDate, today),
  }));
  const [openedWith, setOpenedWith] = useState('');
  const reason = ask.reason.trim();
  const isTooShort = reason.length < LEAST_REASON;
  const opened = () => {
    setOpenedWith(ask.reason);
    onOpen();
  };
  return (
    <Panel id={SUBMIT_PANEL} title="Submit for sign-off" variant="modal" width="md" onOpen={opened}>
      <PanelBody>
        <Form preventDefault autoComplete="off" onSubmit={() => {}}>
          <Flex direction="column" gap="md">
            <VerdictStrip estimate={estimate} locale={locale} name="frozen-verdict" />
            <AskFields
              ask={ask}
              openedWith={openedWith}
              today={today}
              onChange={(part) => setAsk((before) => ({ ...before, ...part }))}
            />
            <Text testId="goes-to">{goesToSentence(view)}</Text>
            {failure ? (
              <Alert testId="submit-failure" title="Not sent. Nothing was lost." variant="error">
                {failureSentence(failure)}
              </Alert>
            ) : null}
          </Flex>
        </Form>
      </PanelBody>
      <PanelFooter>
        <Flex direction="row" gap="sm" align="center" wrap>
          <LoadingButton
            testId="send-to-finance"
            variant="primary"
            loading={isSending}
            disabled={isTooShort || reason.length > MOST_REASON}
            onClick={() => onSend({ ...ask, reason })}
          >
            Send to finance
          </LoadingButton>
          <Button testId="cancel-submit" variant="secondary" onClick={onCancel}>
            Cancel
          </Button>
          {isTooShort ? (
            <Text variant="microcopy" testId="why-disabled">
              {`Say in at least ${LEAST_REASON} characters why it is worth it.`}
            </Text>
          ) : null}
        </Flex>
      </PanelFooter>
    </Panel>
  );
}
