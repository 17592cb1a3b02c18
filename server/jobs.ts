import { anchorJob } from './audit/anchor-job.ts';
import type { Job } from './background.ts';
import { deliveryJob } from './outbox/delivery-job.ts';
import { hubspotLane } from './outbox/hubspot-lane.ts';

/** All that the service does beside answering requests. */
export function allJobs(): readonly Job[] {
  return [anchorJob(), deliveryJob(hubspotLane())];
}
