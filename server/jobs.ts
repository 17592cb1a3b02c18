import type { Job } from './background.ts';
import { deliveryJob } from './outbox/delivery-job.ts';

/** All that the service does beside answering requests. */
export function allJobs(): readonly Job[] {
  return [deliveryJob()];
}
