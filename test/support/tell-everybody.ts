import { emailLane } from '../../server/notices/email/email-lane.ts';
import { handOut } from '../../server/notices/hand-out.ts';
import { slackLane } from '../../server/notices/slack/slack-lane.ts';
import { deliverDue } from '../../server/outbox/deliver.ts';
import type { World } from './world.ts';

/** Does what the jobs do that reach people, until nothing that is due is left. */
export async function tellEverybody({ ports }: Pick<World, 'ports'>): Promise<void> {
  await handOut(ports);
  for (const lane of [slackLane(), emailLane()]) {
    while ((await deliverDue(ports, lane)) > 0);
  }
}
