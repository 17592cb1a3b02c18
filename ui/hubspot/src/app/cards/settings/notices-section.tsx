import type { NoticeSettings, NoticeSettingsInput, NoticeTest } from '@dealfloor/price-book';
import { Alert, Button, Flex, Heading, Input, Text, Toggle } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { Answer } from '../api/answer.ts';
import { loadNotices, saveNotices, testNotices } from '../api/notices-api.ts';
import { useIdempotencyKey } from '../api/use-idempotency-key.ts';
import { useLoad } from '../api/use-load.ts';
import { FailedCard, LoadingLine } from '../states/whole-card-states.tsx';
import { failureSentence } from '../words/failure-sentence.ts';

type SlackField = 'slackWebhook' | 'slackBotToken' | 'slackSigningSecret' | 'slackChannel';
type Typed = Partial<Record<SlackField, string | null>>;

const FIELDS: readonly { field: SlackField; label: string; description: string }[] = [
  {
    field: 'slackWebhook',
    label: 'Slack: webhook address',
    description: 'Enough for messages in one channel. Begins with https://hooks.slack.com/services/.',
  },
  {
    field: 'slackBotToken',
    label: 'Slack: bot token',
    description: 'For messages to each person, and for deciding in Slack. Begins with xoxb-.',
  },
  {
    field: 'slackSigningSecret',
    label: 'Slack: signing secret',
    description: 'For deciding in Slack: proves that a click came from there.',
  },
  {
    field: 'slackChannel',
    label: 'Slack: channel id',
    description: 'Where the bot writes what concerns everybody, such as C024BE7LR.',
  },
];
const NO_SLACK = { slackWebhook: null, slackBotToken: null, slackSigningSecret: null, slackChannel: null };

/** How people are told outside HubSpot: set up, saved, and tried at once. */
export function NoticesSection({ onSaved }: { onSaved: () => void }) {
  const { state, reload, change } = useLoad(loadNotices);
  const onSettings = (settings: NoticeSettings) => {
    change(() => settings);
    onSaved();
  };
  return (
    <Flex direction="column" gap="sm" testId="notices">
      <Heading>Tell people</Heading>
      {state.kind === 'loading' ? (
        <LoadingLine waitingFor={state.waitingFor} what="how people are told" testId="loading-notices" />
      ) : null}
      {state.kind === 'failed' ? (
        <FailedCard failure={state.failure} onRetry={reload} subject="settings" testId="failed-notices" />
      ) : null}
      {state.kind === 'ready' ? <NoticesForm settings={state.value} onSettings={onSettings} /> : null}
    </Flex>
  );
}

type FormProps = { settings: NoticeSettings; onSettings: (settings: NoticeSettings) => void };

function NoticesForm({ settings, onSettings }: FormProps) {
  const [typed, setTyped] = useState<Typed>({});
  const [emailOn, setEmailOn] = useState(settings.emailOn);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const keys = useIdempotencyKey();

  const run = async <T,>(asking: Promise<Answer<T>>, onAnswer: (value: T) => void) => {
    setBusy(true);
    const answer = await asking;
    setBusy(false);
    if (answer.ok) onAnswer(answer.value);
    else setSaid(failureSentence(answer.failure, 'settings'));
  };
  const save = (slack: Typed) => {
    const body = { ...slack, emailOn };
    const input: NoticeSettingsInput = { idempotencyKey: keys.keyFor(body), ...body };
    return run(saveNotices(input), (saved) => {
      keys.forget();
      setTyped({});
      setSaid('Kept. Send a test to see whether it arrives.');
      onSettings(saved);
    });
  };
  const hasSlack = settings.hasSlackWebhook || settings.hasSlackBot;
  return (
    <>
      <Text testId="notices-now">{waysNow(settings)}</Text>
      {FIELDS.map(({ field, label, description }) => (
        <Input
          key={field}
          testId={field}
          name={field}
          label={label}
          type={field === 'slackChannel' ? 'text' : 'password'}
          description={`${description} ${isSet(settings, field) ? 'It is set; leave it empty to keep it.' : 'It is not set.'}`}
          value={typed[field] ?? ''}
          onChange={(text) => setTyped({ ...typed, [field]: text.trim() === '' ? undefined : text.trim() })}
        />
      ))}
      <Toggle name="emailOn" label="E-mail" checked={emailOn} onChange={setEmailOn} />
      <Flex direction="row" gap="sm" wrap>
        <Button testId="save-notices" variant="primary" disabled={busy} onClick={() => save(typed)}>
          Save
        </Button>
        <Button
          testId="test-notices"
          disabled={busy}
          onClick={() => run(testNotices(), (went) => setSaid(testWords(went)))}
        >
          Send a test
        </Button>
        {hasSlack ? (
          <Button testId="remove-slack" disabled={busy} onClick={() => save(NO_SLACK)}>
            Take Slack out
          </Button>
        ) : null}
      </Flex>
      {said ? <Alert testId="notices-said" title={said} /> : null}
    </>
  );
}

function isSet(settings: NoticeSettings, field: SlackField): boolean {
  const there: Record<SlackField, boolean> = {
    slackWebhook: settings.hasSlackWebhook,
    slackBotToken: settings.hasSlackBot,
    slackSigningSecret: settings.hasSlackSigningSecret,
    slackChannel: settings.slackChannel !== null,
  };
  return there[field];
}

function waysNow({ hasSlackWebhook, hasSlackBot, emailOn, hasMailServer, slackActionsUrl }: NoticeSettings) {
  const slack = hasSlackWebhook || hasSlackBot ? 'Slack is set.' : 'Slack is not set.';
  const sent = hasMailServer
    ? 'E-mail is on.'
    : 'E-mail is on, but no mail server is set (SMTP_URL and SMTP_FROM).';
  return `${slack} ${emailOn ? sent : 'E-mail is off.'} Request URL for buttons in Slack: ${slackActionsUrl}`;
}

function testWords({ slack, email }: NoticeTest): string {
  return `Slack: ${slack ?? 'Not set.'} E-mail: ${email ?? 'Not set.'}`;
}
