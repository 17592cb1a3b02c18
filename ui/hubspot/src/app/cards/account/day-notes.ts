import type { AccountDay } from '@dealfloor/price-book';
import { showDay } from '../words/show-day.ts';

const MOST_NAMED = 5;

/** Says which days are not what they seem: a gap in the line is no zero. */
export function dayNotes(days: readonly AccountDay[], locale: string): string[] {
  const inState = (state: AccountDay['state']) => days.filter((day) => day.state === state);
  const notes: [AccountDay['state'], string][] = [
    ['missing', 'No data for {days}: a gap, not zero.'],
    ['unpriced', 'A meter without a price was used on {days}: that cost is not known.'],
    ['no-pool', 'No shared cost was handed in for {days}: that cost is not known.'],
    ['trial', 'On trial on {days}: a sales cost, in no margin.'],
  ];
  return notes
    .map(([state, sentence]) => ({ sentence, found: inState(state) }))
    .filter(({ found }) => found.length > 0)
    .map(({ sentence, found }) => sentence.replace('{days}', namesOfDays(found, locale)));
}

function namesOfDays(days: readonly AccountDay[], locale: string): string {
  const names = days.slice(0, MOST_NAMED).map(({ day }) => showDay(day, locale));
  const more = days.length - names.length;
  return new Intl.ListFormat('en').format(more > 0 ? [...names, `${more} more`] : names);
}
