import type { AllocationMethod } from '@dealfloor/price-book';
import type { DayRun } from '../facts/day-run.ts';
import { runDay } from '../facts/run-day.ts';
import { type DayTrial, tryDay } from '../facts/try-day.ts';
import type { UsageSource } from '../facts/usage-source.ts';
import type { Actor } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { ServiceError } from '../service-error.ts';
import type { BookedRun, EtlReport, FailedDay } from './etl-report.ts';
import { dayLine, failureLine } from './print-day-run.ts';
import { watchDays } from './watch-days.ts';

export type EtlTask = {
  readonly days: readonly string[];
  readonly source: UsageSource;
  readonly method: AllocationMethod | null;
  readonly allowEmpty: boolean;
  readonly dryRun: boolean;
  /** Says nothing while it works. */
  readonly isQuiet: boolean;
};

const DAY_SECONDS = 86_400;

/** Books days one after the other; one that fails is told and stops none that come after it. */
export async function bookDays(ports: Ports, actor: Actor, task: EtlTask): Promise<EtlReport> {
  const watch = watchDays(task.days.length, task.isQuiet);
  const booked: BookedRun[] = [];
  const failed: FailedDay[] = [];
  for (const day of task.days) {
    const started = performance.now();
    const tell = watch.start(day);
    const { source, method, allowEmpty } = task;
    try {
      const input = { day, source, method, allowEmpty, tell };
      const run = task.dryRun ? await tryDay(ports, actor, input) : await runDay(ports, actor, input);
      const done = timed(run, (performance.now() - started) / 1_000);
      booked.push(done);
      watch.end(day, dayLine(done), run.rowsRead);
    } catch (error) {
      const fault = failureOf(day, error);
      const isSame = failed.at(-1)?.message === fault.message;
      failed.push(fault);
      watch.end(day, failureLine(day, isSame ? 'the same' : fault.message), 0n);
    }
  }
  return { booked, failed, seconds: watch.close() };
}

function failureOf(day: string, error: unknown): FailedDay {
  const message = error instanceof Error ? error.message : String(error);
  return { day, message, isRefusal: error instanceof ServiceError && [404, 422].includes(error.status) };
}

function timed(run: DayRun | DayTrial, seconds: number): BookedRun {
  return {
    ...run,
    seconds: Number(seconds.toFixed(3)),
    rowsPerSecond: Math.round(Number(run.rowsRead) / Math.max(seconds, 0.001)),
    windowShare: `${((seconds / DAY_SECONDS) * 100).toPrecision(2)}%`,
  };
}
