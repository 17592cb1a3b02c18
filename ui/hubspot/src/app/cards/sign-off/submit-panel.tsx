import type { DealView, Estimate } from '@dealfloor/price-book';
import {
  Alert,
  Button,
  DateInput,
  Flex,
  Form,
  LoadingButton,
  Panel,
  PanelBody,
  PanelFooter,
  Text,
  TextArea,
} from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { Failure } from '../api/answer.ts';
import { VerdictStrip } from '../estimate/verdict-strip.tsx';
import { failureSentence } from '../words/failure-sentence.ts';
import { namesOf } from '../words/sign-off-words.ts';
import { dayOf, hubspotDate, neededByDefault } from './needed-by.ts';
import { SUBMIT_PANEL } from './submit-panel-id.ts';
import type { Ask } from './use-submit.ts';

const LEAST = 20;
const MOST = 500;

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
  const [reason, setReason] = useState('');
  const [openedWith, setOpenedWith] = useState('');
  const [neededBy, setNeededBy] = useState(() => neededByDefault(view.deal.closeDate, today));
  const length = reason.trim().length;
  const isTooShort = length < LEAST;
  const isTooLong = length > MOST;
  const counter = `${length} of ${MOST} characters.`;
  const opened = () => {
    setOpenedWith(reason);
    onOpen();
  };
  return (
    <Panel id={SUBMIT_PANEL} title="Submit for sign-off" variant="modal" width="md" onOpen={opened}>
      <PanelBody>
        <Form preventDefault autoComplete="off" onSubmit={() => {}}>
          <Flex direction="column" gap="md">
            <VerdictStrip estimate={estimate} locale={locale} name="frozen-verdict" />
            <TextArea
              testId="reason"
              name="reason"
              label="Why this deal is worth it"
              description={`What do we get for the thin margin? Finance reads this first. ${counter}`}
              required
              rows={4}
              maxLength={MOST}
              defaultValue={openedWith}
              onInput={setReason}
              onChange={setReason}
            />
            <DateInput
              testId="needed-by"
              name="needed-by"
              label="Needed by"
              required
              format="ll"
              min={hubspotDate(today)}
              minValidationMessage="Choose today or later."
              value={hubspotDate(neededBy)}
              onChange={(date) => setNeededBy(dayOf(date))}
            />
            <Text testId="goes-to">{`Goes to: ${namesOf(view.goesTo)}.`}</Text>
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
            disabled={isTooShort || isTooLong}
            onClick={() => onSend({ reason: reason.trim(), neededBy })}
          >
            Send to finance
          </LoadingButton>
          <Button testId="cancel-submit" variant="secondary" onClick={onCancel}>
            Cancel
          </Button>
          {isTooShort ? (
            <Text variant="microcopy" testId="why-disabled">
              {`Say in at least ${LEAST} characters why it is worth it.`}
            </Text>
          ) : null}
        </Flex>
      </PanelFooter>
    </Panel>
  );
}
