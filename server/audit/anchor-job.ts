import type { Job } from '../background.ts';
import { anchorAll } from './anchor-head.ts';

const TEN_MINUTES_MS = 600_000;

/** Writes the heads of the audit chains down outside the database, at the start and whenever they moved since. */
export function anchorJob(): Job {
  return { name: 'anchor the audit', pauseMs: TEN_MINUTES_MS, run: anchorAll };
}
