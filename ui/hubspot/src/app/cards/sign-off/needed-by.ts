import type { BaseDate } from '@hubspot/ui-extensions';

const DAYS_BEFORE_CLOSE = 5;

/** Five business days before the close date, and never before today; a week from today where no date is known. */
export function neededByDefault(closeDate: string | null, today: string): string {
  if (closeDate === null) return businessDays(today, DAYS_BEFORE_CLOSE);
  const day = businessDays(closeDate.slice(0, 10), -DAYS_BEFORE_CLOSE);
  return day < today ? today : day;
}

function businessDays(from: string, count: number): string {
  const day = new Date(`${from}T00:00:00Z`);
  const step = count < 0 ? -1 : 1;
  for (let left = Math.abs(count); left > 0; ) {
    day.setUTCDate(day.getUTCDate() + step);
    if (day.getUTCDay() !== 0 && day.getUTCDay() !== 6) left -= 1;
  }
  return day.toISOString().slice(0, 10);
}

/** HubSpot counts months from 0. */
export function hubspotDate(day: string): BaseDate {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return { year, month: month - 1, date };
}

export function dayOf({ year, month, date }: BaseDate): string {
  return new Date(Date.UTC(year, month, date)).toISOString().slice(0, 10);
}
