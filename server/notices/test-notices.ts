import type { NoticeTest } from '@dealfloor/price-book';
import { appendEntry } from '../audit/append-entry.ts';
import { transact } from '../db/database.ts';
import { UpstreamError } from '../hubspot/upstream-error.ts';
import { type Actor, findPerson } from '../people/actor.ts';
import { requireAdmin } from '../people/roles.ts';
import type { Ports } from '../ports.ts';
import { mailOf } from './email/mail-of.ts';
import { CHANNEL } from './notify.ts';
import { findSettings } from './preferences.ts';
import { post } from './slack/slack-lane.ts';
import { reachesChannel } from './ways-to.ts';

/** Sends a message to the portal's channel and a mail to whoever asks, at once, and says how each went. */
export async function testNotices(ports: Ports, actor: Actor): Promise<NoticeTest> {
  requireAdmin(actor);
  const { portalId, userId } = actor;
  const settings = await findSettings(ports.database, portalId);
  const person = await findPerson(ports.database, portalId, userId);
  const message = (toUserId: string) => ({
    id: ports.ids.next(),
    toUserId,
    header: 'Dealfloor: a test message',
    lines: [`${actor.name} sent it to see whether notices arrive.`],
    quote: null,
    background: null,
    link: ports.publicOrigin,
    signOffId: null,
  });
  const { mail } = ports.channels;
  const slack = settings && reachesChannel(settings) ? post(ports, settings, message(CHANNEL)) : null;
  const email = mail && person ? mail.send(mailOf(message(userId), person.email)) : null;
  const went = { slack: await outcome(slack), email: await outcome(email) };
  await transact(ports.database, async (transaction) => {
    const at = ports.clock.now();
    await appendEntry(transaction, actor, { action: 'notices-tested', dealId: null, at, record: went });
  });
  return went;
}

async function outcome(sending: Promise<void> | null): Promise<string | null> {
  if (!sending) return null;
  return sending.then(
    () => 'Sent.',
    (error: unknown) => {
      if (error instanceof UpstreamError) return error.message;
      throw error;
    },
  );
}
