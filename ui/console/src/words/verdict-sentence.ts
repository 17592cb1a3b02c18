import { type Estimate, VERDICT_NAMES } from '@dealfloor/price-book';
import { showMargin } from './show-margin.ts';

/** A verdict as it is spoken: "Sign-off: 49.2% margin. Below the 60% floor. …" */
export function verdictSentence({ verdict, term }: Estimate): string {
  const word = verdict.word === null ? 'Not judged' : VERDICT_NAMES[verdict.word];
  return `${word}: ${showMargin(term.grossMargin)} margin. ${verdict.sentence}`;
}
