import type { MyNotices, MyNoticesInput } from '@dealfloor/price-book';
import { z } from 'zod';
import { readerTimeZone } from './time-zones.ts';

/** What a person has chosen so far; hours that are switched off are kept, in case they are switched on again. */
export const NoticesDraft = z.object({
  emailOn: z.boolean(),
  slackUserId: z.string(),
  isQuiet: z.boolean(),
  from: z.string(),
  until: z.string(),
  timeZone: z.string(),
});
export type NoticesDraft = z.infer<typeof NoticesDraft>;

const NIGHT = { from: '19:00', until: '07:00' };

/** What is saved, as a form shows it; who has no quiet hours is offered the night of their own browser's zone. */
export function draftOf({ emailOn, slackUserId, quietHours, timeZone }: MyNotices): NoticesDraft {
  return {
    emailOn,
    slackUserId: slackUserId ?? '',
    isQuiet: quietHours !== null,
    ...(quietHours ?? NIGHT),
    timeZone: quietHours ? timeZone : readerTimeZone(),
  };
}

/** What is sent of a draft. */
export function inputOf(draft: NoticesDraft): Omit<MyNoticesInput, 'idempotencyKey'> {
  const { emailOn, slackUserId, isQuiet, from, until, timeZone } = draft;
  const quietHours = isQuiet ? { from, until } : null;
  return { emailOn, slackUserId: slackUserId.trim() || null, timeZone, quietHours };
}

/** Whether sending a draft would change what is saved. */
export function isChanged(draft: NoticesDraft, mine: MyNotices): boolean {
  return JSON.stringify(inputOf(draft)) !== JSON.stringify(inputOf(draftOf(mine)));
}
