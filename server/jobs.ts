import { anchorJob } from './audit/anchor-job.ts';
import { walkJob } from './audit/walk-job.ts';
import type { Job } from './background.ts';
import { inboundJobs } from './inbound/inbound-jobs.ts';
import { emailLane } from './notices/email/email-lane.ts';
import { handOutJob } from './notices/hand-out.ts';
import { slackLane } from './notices/slack/slack-lane.ts';
import { deliveryJob } from './outbox/delivery-job.ts';
import { hubspotLane } from './outbox/hubspot-lane.ts';
import { workflowLane } from './outbox/workflow-lane.ts';
import { clockworkJob } from './sign-offs/clockwork.ts';

/** All that the service does beside answering requests. */
export function allJobs(): readonly Job[] {
  return [
    anchorJob(),
    walkJob(),
    clockworkJob(),
    deliveryJob(hubspotLane()),
    deliveryJob(slackLane()),
    deliveryJob(emailLane()),
    handOutJob(),
    deliveryJob(workflowLane),
    ...inboundJobs(),
  ];
}
