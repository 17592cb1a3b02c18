import type { MyNotices } from '@dealfloor/price-book';
import { listWords } from '../../words/list-words.ts';
import { showClock } from './time-zones.ts';

const WAY_NAMES: Record<MyNotices['ways'][number], string> = { email: 'e-mail', slack: 'Slack' };

const AN_ADMIN = 'An admin of Dealfloor can change that.';

/** One way to reach a person: whether it works now, and if not, why and who can change it. */
export type Way = { readonly name: string; readonly works: boolean; readonly sentence: string };

/** By which ways a person is reached as things are saved now. */
export function waysInWords({ ways, emailOn, slackUserId }: MyNotices): Way[] {
  const isMailed = ways.includes('email');
  const isSlacked = ways.includes('slack');
  return [
    {
      name: 'E-mail',
      works: isMailed,
      sentence: isMailed ? 'Goes to your address in HubSpot.' : noMail(emailOn),
    },
    { name: 'Slack', works: isSlacked, sentence: isSlacked ? 'Goes to you alone.' : noSlack(slackUserId) },
  ];
}

function noMail(emailOn: boolean): string {
  return emailOn ? `E-mail is not set up for your company. ${AN_ADMIN}` : 'You switched it off.';
}

function noSlack(slackUserId: string | null): string {
  if (slackUserId === null) return 'Your member id is not saved.';
  return `Slack is not set up for messages to one person. ${AN_ADMIN}`;
}

/** What a save has led to, in one sentence. */
export function savedInWords({ ways, quietHours, timeZone }: MyNotices): string {
  const names = listWords(ways.map((way) => WAY_NAMES[way]));
  if (ways.length === 0) return 'Saved. Nothing is sent to you; your notices stand on this page.';
  if (!quietHours) return `Saved. You are told by ${names}.`;
  const hours = `from ${showClock(quietHours.from)} until ${showClock(quietHours.until)}`;
  return `Saved. You are told by ${names}, but not ${hours} (${timeZone}).`;
}
