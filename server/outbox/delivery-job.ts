import type { Job } from '../background.ts';
import { deliverDue, type Provisioned } from './deliver.ts';

/** Delivers the outbox again and again. */
export function deliveryJob(): Job {
  const provisioned: Provisioned = new Set();
  return { name: 'deliver the outbox', pauseMs: 250, run: (ports) => deliverDue(ports, provisioned) };
}
