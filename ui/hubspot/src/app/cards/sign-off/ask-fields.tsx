import { DateInput, TextArea } from '@hubspot/ui-extensions';
import { dayOf, hubspotDate } from './needed-by.ts';
import type { Ask } from './use-submit.ts';

export const LEAST_REASON = 20;
export const MOST_REASON = 500;

/** Why the deal is worth it, and by when an answer is needed. */
export function AskFields({
  ask,
  openedWith,
  today,
  onChange,
}: {
  ask: Ask;
  openedWith: string;
  today: string;
  onChange: (part: Partial<Ask>) => void;
}) {
  const counter = `${ask.reason.trim().length} of ${MOST_REASON} characters.`;
  const write = (reason: string) => onChange({ reason });
  return (
    <>
      <TextArea
        testId="reason"
        name="reason"
        label="Why this deal is worth it"
        description={`What do we get for the thin margin? Finance reads this first. ${counter}`}
        required
        rows={4}
        maxLength={MOST_REASON}
        defaultValue={openedWith}
        onInput={write}
        onChange={write}
      />
      <DateInput
        testId="needed-by"
        name="needed-by"
        label="Needed by"
        required
        format="ll"
        min={hubspotDate(today)}
        minValidationMessage="Choose today or later."
        value={hubspotDate(ask.neededBy)}
        onChange={(date) => {
          if (date) onChange({ neededBy: dayOf(date) });
        }}
      />
    </>
  );
}
