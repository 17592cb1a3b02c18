import type { Queue } from '@dealfloor/price-book';
import { showWholeDollars } from '../../words/show-dollars.ts';
import { showHours } from '../../words/show-time.ts';

/** What waits, in one sentence: "3 waiting, oldest 26 h, $74,235 at risk if usage runs high". */
export function queueSentence({ waiting, oldestHours, atRiskUsd }: Queue): string {
  if (waiting === 0) return 'Nothing is waiting';
  const oldest = oldestHours === null ? null : `oldest ${showHours(oldestHours)}`;
  const risk = `${showWholeDollars(atRiskUsd)} at risk if usage runs high`;
  return [`${waiting} waiting`, oldest, risk].filter((part) => part !== null).join(', ');
}
