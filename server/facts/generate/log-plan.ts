import { addDays } from '../../clock.ts';

/** Which log is to be made; the same plan gives the same rows on any machine, however many threads it has. */
export type LogPlan = {
  readonly tenants: number;
  readonly rows: number;
  readonly seed: number;
  /** First UTC day. */
  readonly from: string;
  readonly days: number;
};

/** The story of a plan, in numbers of its days: which one is lost, and when upstream was so slow that calls were cut. */
export type LogStory = {
  /** Null where there are too few days to lose one. */
  readonly missingDay: number | null;
  readonly stormFrom: number;
  readonly stormTo: number;
  /** The account that the storm hit. */
  readonly stormTenant: number;
};

export function storyOf({ tenants, days }: LogPlan): LogStory {
  const stormFrom = Math.floor(days * 0.78);
  return {
    missingDay: days < 5 ? null : Math.floor(days / 6),
    stormFrom,
    stormTo: Math.min(days - 1, stormFrom + 1),
    stormTenant: Math.min(12, tenants - 1),
  };
}

/** The UTC day that the log has lost; null where it has all. */
export function missingDayOf(plan: LogPlan): string | null {
  const { missingDay } = storyOf(plan);
  return missingDay === null ? null : addDays(plan.from, missingDay);
}
