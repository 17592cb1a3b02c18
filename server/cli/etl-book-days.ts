import type { AllocationMethod } from '@dealfloor/price-book';
import type { DayRun } from '../facts/day-run.ts';
import { type RunStep, runDay } from '../facts/run-day.ts';
import { type DayTrial, tryDay } from '../facts/try-day.ts';
import type { UsageSource } from '../facts/usage-source.ts';
import type { Actor } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { ServiceError } from '../service-error.ts';
import type { BookedRun, EtlReport, FailedDay } from './etl-report.ts';
import { dayLine, failureLine, rateText } from './print-day-run.ts';
import { createProgress } from './progress.ts';
import { say } from './say.ts';

export type EtlTask = {
  readonly days: readonly string[];
  readonly source: UsageSource;
  readonly method: AllocationMethod | null;
  readonly allowEmpty: boolean;
  readonly dryRun: boolean;
  /** Says nothing while it works. */
  readonly isQuiet: boolean;
};

/** Steps of a day on the bar: one half reads the log, the other writes the facts. */
const STEPS = 100;
const DAY_SECONDS = 86_400;
const REDRAW_MS = 500;

/** Books days one after the other; one that fails is told and stops none that come after it. */
export async function bookDays(ports: Ports, actor: Actor, task: EtlTask): Promise<EtlReport> {
  const watch = watchDays(task);
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
      watch.end(dayLine(done), run.rowsRead);
    } catch (error) {
      const fault = failureOf(day, error);
      const isSame = failed.at(-1)?.message === fault.message;
      failed.push(fault);
      watch.end(failureLine(day, isSame ? 'the same' : fault.message), 0n);
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

/** On a terminal a bar with rows a second and the time left, and the days below it at the end; else a line a day. */
function watchDays({ days, isQuiet }: EtlTask) {
  const hasBar = process.stdout.isTTY === true && !isQuiet;
  const bar = createProgress(days.length * STEPS, hasBar);
  const started = performance.now();
  const lines: string[] = [];
  let [done, finished, rows, now] = [0, 0, 0n, ''];
  const elapsed = () => (performance.now() - started) / 1_000;
  const moveTo = (steps: number, text: string) => {
    now = text;
    const left = steps > 0 ? Math.ceil((elapsed() / steps) * (days.length * STEPS - steps)) : null;
    const speed = rows > 0n ? `, ${rateText(Number(rows) / elapsed())}` : '';
    void bar.step(`${text}${speed}${left === null ? '' : `, ${left} s left`}`, steps - done);
    done = steps;
  };
  // While the engine reads, nobody steps: the bar is drawn anew all the same.
  const timer = setInterval(() => moveTo(done, now), REDRAW_MS);
  return {
    start: (day: string) => {
      const place = `${day} (${finished + 1} of ${days.length})`;
      return (step: RunStep) => {
        if (step.phase === 'reading') return moveTo(finished * STEPS, `${place} reading the log`);
        const share = step.rows === 0 ? 1 : step.written / step.rows;
        const steps = finished * STEPS + Math.round((STEPS / 2) * (1 + share));
        return moveTo(steps, `${place} writing ${step.written} of ${step.rows} facts`);
      };
    },
    end: (line: string, rowsRead: bigint) => {
      finished += 1;
      rows += rowsRead;
      moveTo(finished * STEPS, line);
      if (hasBar) lines.push(line);
      else if (!isQuiet) say(line);
    },
    close: () => {
      clearInterval(timer);
      bar.end(`${finished} of ${days.length} days`);
      for (const line of lines) say(line);
      return Number(elapsed().toFixed(3));
    },
  };
}
