import type { NoticeSettings } from '@dealfloor/price-book';
import { Button, Checkbox, Group, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useAnnouncement } from '../../components/announcer.tsx';
import { problemOf } from '../../http/api-problem.ts';
import { ActionsAddress } from './actions-address.tsx';
import { useSaveNoticeSettings } from './api/save-notice-settings.ts';
import { SecretField } from './secret-field.tsx';
import { inputOf, type SecretName, type SettingsDraft } from './settings-draft.ts';
import { savedInWords } from './settings-words.ts';
import type { KeptSettings } from './use-settings-draft.ts';

const NOT_SAVED = 'Not saved yet.';

type NoticeSettingsFormProps = { settings: NoticeSettings; kept: KeptSettings };

/** Slack and e-mail for everybody, saved in one; nothing typed is lost when the server refuses it. */
export function NoticeSettingsForm({ settings, kept }: NoticeSettingsFormProps) {
  const { draft, isUnsaved, write, forget } = kept;
  const [idempotencyKey, setIdempotencyKey] = useState(() => crypto.randomUUID());
  const { mutate, isPending, data: saved, error, reset } = useSaveNoticeSettings();
  const success = saved ? savedInWords(saved) : null;
  useAnnouncement(isUnsaved ? NOT_SAVED : success);
  const startAgain = () => {
    setIdempotencyKey(crypto.randomUUID());
    reset();
  };
  const change = (part: Partial<SettingsDraft>) => {
    write({ ...draft, ...part });
    startAgain();
  };
  const undo = () => {
    forget();
    startAgain();
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    const onSuccess = () => {
      forget();
      setIdempotencyKey(crypto.randomUUID());
    };
    mutate({ idempotencyKey, ...inputOf(draft, settings) }, { onSuccess });
  };
  const problem = error ? problemOf(error) : null;
  const issueOf = (path: string) => problem?.issues.find((issue) => issue.path === path)?.message;
  return (
    <form className="settings-form" noValidate onSubmit={send}>
      <Checkbox
        label="Tell people by e-mail; each may switch it off for themselves"
        checked={draft.emailOn}
        onChange={(event) => change({ emailOn: event.currentTarget.checked })}
      />
      <SlackFields settings={settings} draft={draft} issueOf={issueOf} onChange={change} />
      {problem ? (
        <p className="notice" role="alert" data-testid="settings-problem">
          Not saved. {problem.issues.length > 0 ? 'Correct what is marked.' : problem.message}
        </p>
      ) : null}
      {success ? <p data-testid="settings-saved">{success}</p> : null}
      <Group justify="flex-end">
        {isUnsaved ? (
          <>
            <span className="muted small">{NOT_SAVED}</span>
            <Button variant="default" disabled={isPending} onClick={undo}>
              Undo
            </Button>
          </>
        ) : null}
        <Button type="submit" loading={isPending}>
          Save
        </Button>
      </Group>
    </form>
  );
}

type SlackFieldsProps = {
  settings: NoticeSettings;
  draft: SettingsDraft;
  issueOf: (path: string) => string | undefined;
  onChange: (part: Partial<SettingsDraft>) => void;
};

function SlackFields({ settings, draft, issueOf, onChange }: SlackFieldsProps) {
  const secret = (name: SecretName) => ({
    change: draft[name],
    error: issueOf(name),
    onChange: (change: SettingsDraft[SecretName]) => onChange({ [name]: change }),
  });
  return (
    <>
      <fieldset>
        <legend>Slack, one channel</legend>
        <SecretField
          label="Incoming webhook"
          description="The address that Slack gives; it begins with https://hooks.slack.com/services/."
          isThere={settings.hasSlackWebhook}
          {...secret('slackWebhook')}
        />
      </fieldset>
      <fieldset>
        <legend>Slack, each person and with buttons</legend>
        <SecretField
          label="Bot token"
          description="Of a Slack app with the scope chat:write; it begins with xoxb-."
          isThere={settings.hasSlackBot}
          {...secret('slackBotToken')}
        />
        <SecretField
          label="Signing secret"
          description="Under Basic Information of the Slack app. Buttons need it."
          isThere={settings.hasSlackSigningSecret}
          {...secret('slackSigningSecret')}
        />
        <TextInput
          label="Channel id"
          description="Where the bot tells what concerns all. In Slack: the channel’s name, About, at the bottom."
          placeholder="C024BE7LR"
          autoComplete="off"
          spellCheck={false}
          value={draft.slackChannel}
          error={issueOf('slackChannel')}
          onChange={(event) => onChange({ slackChannel: event.currentTarget.value })}
        />
        <ActionsAddress url={settings.slackActionsUrl} />
      </fieldset>
    </>
  );
}
