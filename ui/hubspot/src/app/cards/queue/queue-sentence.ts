import { type Queue, showMoney } from '@dealfloor/price-book';

/** What waits, in one sentence: "3 waiting, oldest 26 h, $74,235.00 at risk if usage runs high." */
export function queueSentence({ waiting, oldestHours, atRiskUsd }: Queue, locale: string): string {
  if (waiting === 0) return 'Nothing is waiting.';
  const oldest = oldestHours === null ? '' : `, oldest ${oldestHours} h`;
  return `${waiting} waiting${oldest}, ${showMoney(atRiskUsd, locale)} at risk if usage runs high.`;
}
