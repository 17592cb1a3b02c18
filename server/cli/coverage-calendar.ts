import type { DayState } from '../facts/read-etl-status.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * A month a line, a day a letter: F full, P booked with something to look at, N no data; a dot before the first booked
 * day. A letter tells without a colour.
 */
export function calendarLines(days: readonly DayState[], firstBooked: string | null): string[] {
  const months = Map.groupBy([...days].reverse(), ({ day }) => day.slice(0, 7));
  const lines = [...months].map(([month, states]) => {
    const before = ' '.repeat(Number(states[0]?.day.slice(8) ?? 1) - 1);
    const letters = states.map((state) => letterOf(state, firstBooked)).join('');
    return `${MONTHS[Number(month.slice(5)) - 1]}  ${before}${letters}`;
  });
  return [
    '              1         2         3 ',
    '     1234567890123456789012345678901',
    ...lines,
    'F full, P booked with something to look at, N no data, . before the first booked day',
  ];
}

function letterOf({ day, booked, marks }: DayState, firstBooked: string | null): string {
  if (!booked) return firstBooked === null || day < firstBooked ? '.' : 'N';
  return marks.length === 0 ? 'F' : 'P';
}
