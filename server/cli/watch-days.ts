import type { RunStep } from '../facts/run-day.ts';
import { rateText } from './print-day-run.ts';
import { createProgress } from './progress.ts';
import { say } from './say.ts';

/** Steps of a day on the bar: one half reads the log, the other writes the facts. */
const STEPS = 100;
const REDRAW_MS = 500;

/** On a terminal a bar with rows a second and the time left, and the days below it at the end; else a line a day. */
export function watchDays(days: number, isQuiet: boolean) {
  const hasBar = process.stdout.isTTY === true && !isQuiet;
  const bar = createProgress(days * STEPS, hasBar);
  const time = watchTime(days);
  const lines: string[] = [];
  let [done, finished, rows, shown] = [0, 0, 0n, ''];
  const moveTo = (steps: number, text: string) => {
    shown = text;
    const left = time.left(steps);
    const speed = rows > 0n ? `, ${rateText(Number(rows) / time.elapsed())}` : '';
    void bar.step(`${text}${speed}${left === null ? '' : `, ${left} s left`}`, steps - done);
    done = steps;
  };
  // While the engine reads, nobody steps: the bar is drawn anew all the same.
  const timer = setInterval(() => moveTo(done, shown), REDRAW_MS);
  return {
    start: (day: string) => {
      const place = `${day} (${finished + 1} of ${days})`;
      return (step: RunStep) => {
        if (step.phase === 'reading') return moveTo(finished * STEPS, `${place} reading the log`);
        const share = step.rows === 0 ? 1 : step.written / step.rows;
        const steps = finished * STEPS + Math.round((STEPS / 2) * (1 + share));
        return moveTo(steps, `${place} writing ${step.written} of ${step.rows} facts`);
      };
    },
    end: (day: string, line: string, rowsRead: bigint) => {
      finished += 1;
      rows += rowsRead;
      time.endDay();
      moveTo(finished * STEPS, day);
      if (hasBar) lines.push(line);
      else if (!isQuiet) say(line);
    },
    close: () => {
      clearInterval(timer);
      bar.end(`${finished} of ${days} days`);
      for (const line of lines) say(line);
      return Number(time.elapsed().toFixed(3));
    },
  };
}

/** The first day of a text log reads all of it, so of several days it tells nothing about the others. */
function watchTime(days: number) {
  const started = performance.now();
  let firstDay: number | null = null;
  const elapsed = () => (performance.now() - started) / 1_000;
  return {
    elapsed,
    endDay: () => {
      firstDay ??= elapsed();
    },
    left: (steps: number): number | null => {
      const [from, before] = days === 1 ? [0, 0] : [firstDay ?? 0, STEPS];
      if (steps <= before || (days > 1 && firstDay === null)) return null;
      return Math.ceil(((elapsed() - from) / (steps - before)) * (days * STEPS - steps));
    },
  };
}
