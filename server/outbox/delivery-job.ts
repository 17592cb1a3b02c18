import type { Job } from '../background.ts';
import { deliverDue, type Lane } from './deliver.ts';

/** Delivers one lane of the outbox again and again; each lane has a job of its own, so that none waits for another. */
export function deliveryJob(lane: Lane): Job {
  return { name: `deliver ${lane.name}`, pauseMs: 250, run: (ports) => deliverDue(ports, lane) };
}
