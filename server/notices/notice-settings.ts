import type { NoticeSettings, NoticeSettingsInput } from '@dealfloor/price-book';
import { appendEntry } from '../audit/append-entry.ts';
import type { Database, Transaction } from '../db/database.ts';
import { once } from '../idempotency/once.ts';
import { resume } from '../outbox/pauses.ts';
import type { Actor } from '../people/actor.ts';
import { requireAdmin } from '../people/roles.ts';
import type { Ports } from '../ports.ts';
import { UnprocessableError } from '../service-error.ts';
import { findSettings, type Settings } from './preferences.ts';
import { webhookAddress } from './slack/webhook-address.ts';

/** How the portal's people are reached; nothing of what is secret. */
export async function readNoticeSettings(ports: Ports, actor: Actor): Promise<NoticeSettings> {
  requireAdmin(actor);
  return view(ports, ports.database, actor.portalId);
}

/** Saves how the portal's people are reached; addresses and tokens are sealed before anything is written. */
export async function saveNoticeSettings(
  ports: Ports,
  actor: Actor,
  input: NoticeSettingsInput,
): Promise<NoticeSettings> {
  requireAdmin(actor);
  const { idempotencyKey: key, ...body } = input;
  refuseForeignAddress(body.slackWebhook);
  const sealed = await sealSecrets(ports, actor.portalId, input);
  const repeatable = { key, action: 'save notice settings', body, status: 200 } as const;
  return once(ports, actor, repeatable, async (transaction) => {
    const { portalId } = actor;
    const before = await findSettings(transaction, portalId);
    const at = ports.clock.now();
    const kept = before ?? {
      slackWebhook: null,
      slackBotToken: null,
      slackSigningSecret: null,
      slackChannel: null,
    };
    const row: Settings = {
      slackWebhook: sealed.slackWebhook === undefined ? kept.slackWebhook : sealed.slackWebhook,
      slackBotToken: sealed.slackBotToken === undefined ? kept.slackBotToken : sealed.slackBotToken,
      slackSigningSecret:
        sealed.slackSigningSecret === undefined ? kept.slackSigningSecret : sealed.slackSigningSecret,
      slackChannel: body.slackChannel === undefined ? kept.slackChannel : body.slackChannel,
      emailOn: body.emailOn ? 1 : 0,
      portalId,
      savedBy: actor.userId,
      savedAt: at.toISOString(),
    };
    const { noticeSettings } = transaction.tables;
    await transaction.query
      .insert(noticeSettings)
      .values(row)
      .onConflictDoUpdate({ target: noticeSettings.portalId, set: row });
    for (const lane of ['slack', 'email'] as const) await resume(transaction, { portalId, lane });
    const answer = await view(ports, transaction, portalId);
    await appendEntry(transaction, actor, {
      action: 'notice-settings-saved',
      dealId: null,
      at,
      record: answer,
    });
    return answer;
  });
}

const SECRETS = ['slackWebhook', 'slackBotToken', 'slackSigningSecret'] as const;
type Sealed = Partial<Record<(typeof SECRETS)[number], string | null>>;

/** Sealing is slow and is done before the transaction. */
async function sealSecrets(
  { secrets }: Ports,
  portalId: string,
  input: NoticeSettingsInput,
): Promise<Sealed> {
  const sealed: Sealed = {};
  for (const name of SECRETS) {
    const plain = input[name];
    if (plain === undefined) continue;
    sealed[name] =
      plain === null ? null : await secrets.seal(plain, { portalId, field: `noticeSettings.${name}` });
  }
  return sealed;
}

function refuseForeignAddress(address: string | null | undefined): void {
  if (typeof address !== 'string' || webhookAddress(address)) return;
  const message = 'Use the address that Slack gave you; it begins with https://hooks.slack.com/services/.';
  throw new UnprocessableError('invalid', message, [{ path: 'slackWebhook', message }]);
}

async function view(ports: Ports, handle: Database | Transaction, portalId: string): Promise<NoticeSettings> {
  const settings = await findSettings(handle, portalId);
  return {
    hasSlackWebhook: Boolean(settings?.slackWebhook),
    hasSlackBot: Boolean(settings?.slackBotToken),
    hasSlackSigningSecret: Boolean(settings?.slackSigningSecret),
    slackChannel: settings?.slackChannel ?? null,
    slackActionsUrl: `${ports.publicOrigin}/slack/actions/${portalId}`,
    emailOn: settings?.emailOn !== 0,
    hasMailServer: ports.channels.mail !== null,
  };
}
