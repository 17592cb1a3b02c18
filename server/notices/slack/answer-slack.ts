import { DecisionInput } from '@dealfloor/price-book';
import { and, eq } from 'drizzle-orm';
import { type Actor, findPerson } from '../../people/actor.ts';
import type { Ports } from '../../ports.ts';
import { ServiceError } from '../../service-error.ts';
import { decideSignOff } from '../../sign-offs/decide-sign-off.ts';
import { readReview } from '../../sign-offs/read-review.ts';
import { findSettings } from '../preferences.ts';
import { type Pressed, readPayload, readSeen, Seen, type Submitted } from './slack-payload.ts';
import type { SlackView } from './slack-port.ts';
import { decisionView, sayingView } from './slack-views.ts';

/** What Slack gets back: nothing, faults by field, or another view in place of the modal. */
export type SlackAnswer =
  | Record<string, never>
  | { response_action: 'errors'; errors: Record<string, string> }
  | { response_action: 'update'; view: SlackView };

const STRANGER =
  'Dealfloor does not know who you are in Slack. Save your Slack member id under your notices first.';

/** Does what somebody pressed or sent in Slack, as the person whose Slack user it is, by the same verbs as anywhere. */
export async function answerSlack(ports: Ports, portalId: string, body: Uint8Array): Promise<SlackAnswer> {
  const payload = readPayload(body);
  if (!payload) return {};
  const actor = await actorOf(ports, portalId, payload.user.id);
  return payload.type === 'block_actions'
    ? openModal(ports, portalId, actor, payload)
    : takeDecision(ports, actor, payload);
}

async function actorOf(ports: Ports, portalId: string, slackUserId: string): Promise<Actor | null> {
  const { noticePreferences } = ports.database.tables;
  const [known] = await ports.database.query
    .select({ userId: noticePreferences.userId })
    .from(noticePreferences)
    .where(and(eq(noticePreferences.portalId, portalId), eq(noticePreferences.slackUserId, slackUserId)));
  const person = known ? await findPerson(ports.database, portalId, known.userId) : null;
  if (!person) return null;
  return { portalId, userId: person.userId, name: person.name, roles: person.roles, via: 'slack' };
}

async function openModal(
  ports: Ports,
  portalId: string,
  actor: Actor | null,
  { actions, trigger_id }: Pressed,
): Promise<SlackAnswer> {
  const [action] = actions;
  const kind = Seen.shape.kind.safeParse(action?.action_id).data;
  const settings = await findSettings(ports.database, portalId);
  // A link button is told to us as well.
  if (!kind || !action?.value || !settings?.slackBotToken) return {};
  const token = await ports.secrets.open(settings.slackBotToken, {
    portalId,
    field: 'noticeSettings.slackBotToken',
  });
  const view = actor ? await viewFor(ports, actor, action.value, kind) : sayingView(STRANGER, null);
  await ports.channels.slack.openView(token, trigger_id, view);
  return {};
}

async function viewFor(
  ports: Ports,
  actor: Actor,
  signOffId: string,
  kind: Seen['kind'],
): Promise<SlackView> {
  try {
    const review = await readReview(ports, actor, signOffId);
    if (!review.canDecide) return sayingView(review.whyNot ?? '', linkTo(ports, signOffId));
    return decisionView(review, { signOffId, seenHash: review.seenHash, kind });
  } catch (error) {
    if (error instanceof ServiceError) return sayingView(error.message, null);
    throw error;
  }
}

async function takeDecision(
  ports: Ports,
  actor: Actor | null,
  { view: { id, private_metadata, state } }: Submitted,
): Promise<SlackAnswer> {
  if (!actor) return { response_action: 'update', view: sayingView(STRANGER, null) };
  const seen = readSeen(private_metadata);
  if (!seen) return {};
  const { signOffId, seenHash, kind } = seen;
  const note = state.values.note?.note.value ?? '';
  const input = DecisionInput.safeParse({ kind, seenHash, note, idempotencyKey: `slack-${id}` });
  if (!input.success) {
    const message = input.error.issues[0]?.message ?? 'This cannot be read.';
    return { response_action: 'errors', errors: { note: message } };
  }
  const link = linkTo(ports, signOffId);
  try {
    const { status } = await decideSignOff(ports, actor, signOffId, input.data);
    const sentence = `Done. The request is now: ${status.replaceAll('-', ' ')}.`;
    return { response_action: 'update', view: sayingView(sentence, link) };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return { response_action: 'update', view: sayingView(error.message, link) };
  }
}

function linkTo({ publicOrigin }: Ports, signOffId: string): string {
  return `${publicOrigin}/sign-offs/${encodeURIComponent(signOffId)}`;
}
