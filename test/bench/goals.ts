import type { CardFigures } from './card.ts';
import type { ArithmeticFigures } from './measure-arithmetic.ts';
import type { FsyncFigures } from './measure-fsync.ts';
import type { HttpFigures, HttpMeasurement } from './measure-http.ts';
import type { StartFigures } from './measure-start.ts';

/** Everything that one run measures. */
export type Measured = {
  readonly arithmetic: ArithmeticFigures;
  readonly http: HttpMeasurement;
  readonly fsync: FsyncFigures;
  readonly start: StartFigures;
  readonly card: CardFigures;
};

/** One line of the report: a goal and what was measured against it; null where there is no goal. */
export type Line = {
  readonly id: string;
  readonly what: string;
  readonly goal: string;
  readonly measured: string;
  readonly isMet: boolean | null;
};

/** What was measured, next to the goals of this project. */
export function compareWithGoals({ arithmetic, http, fsync, start, card }: Measured): Line[] {
  const hono = figuresOf(http.figures, 'empty Hono', 'preview');
  const preview = figuresOf(http.figures, 'Dealfloor', 'preview');
  const emptySave = figuresOf(http.figures, 'empty Hono', 'save');
  const save = figuresOf(http.figures, 'Dealfloor', 'save');
  const company = ['empty Fastify', 'empty Express'].map((name) => figuresOf(http.figures, name, 'preview'));
  return [
    atMost('S4', 'cost() of 8 lines, exact', [arithmetic.costMicroseconds, 2], 'µs'),
    atLeast('S4', 'the same against decimal.js', [
      arithmetic.decimalMicroseconds / arithmetic.costMicroseconds,
      20,
    ]),
    told('S4', 'a whole estimate, mean of the eight deals', `${digits(arithmetic.estimateMicroseconds)} µs`),
    atMost(
      'S5',
      'preview, CPU against an empty Hono',
      [preview.cpuMicroseconds / hono.cpuMicroseconds, 3],
      '×',
    ),
    atMost('S5', 'preview, p99 at 50 a second against an empty Hono', [preview.p99Ms / hono.p99Ms, 1.5], '×'),
    ...[preview, hono, ...company].map((figures) =>
      told('S5', `${figures.contender}, preview`, figureText(figures)),
    ),
    atMost(
      'S6',
      'save, CPU against an empty Hono',
      [save.cpuMicroseconds / emptySave.cpuMicroseconds, 6],
      '×',
    ),
    ...[save, emptySave].map((figures) =>
      told('S6', `${figures.contender}, save, 50 at once`, figureText(figures)),
    ),
    told(
      'S6',
      'acknowledged saves found on disk, and verified',
      `${http.savesChecked} of ${http.savesChecked}`,
    ),
    told(
      'S6',
      'one fsync of a page on this disk, p50 and p99',
      `${fsync.p50Microseconds.toFixed(0)} µs, ${fsync.p99Microseconds.toFixed(0)} µs`,
    ),
    atMost('S10', 'demo: start to first answer', [start.firstAnswerMs, 1_500], 'ms'),
    atMost('S10', 'demo: resident memory after the start', [start.rssMegabytes, 200], 'MB'),
    atMost('S10', 'use case chosen → verdict drawn in the real card, p95', [card.verdictP95Ms, 300], 'ms'),
    told('S10', `the same, p50 of ${card.choices} choices`, `${card.verdictP50Ms} ms`),
    atMost('S10', 'console: the queue useful, cold', [card.queueColdMs, 1_000], 'ms'),
  ];
}

function figuresOf(
  figures: readonly HttpFigures[],
  contender: string,
  request: HttpFigures['request'],
): HttpFigures {
  const found = figures.find((one) => one.contender === contender && one.request === request);
  if (!found) throw new Error(`${contender} was not measured with a ${request}`);
  return found;
}

function figureText({ cpuMicroseconds, requestsPerSecond, p50Ms, p99Ms, rssMegabytes }: HttpFigures): string {
  const cpu = `${cpuMicroseconds.toFixed(0)} µs CPU`;
  const latency = `p50 ${p50Ms.toFixed(2)} ms, p99 ${p99Ms.toFixed(2)} ms`;
  return `${cpu}, ${latency}, ${requestsPerSecond.toFixed(0)}/s, ${rssMegabytes.toFixed(0)} MB`;
}

function atMost(id: string, what: string, [measured, goal]: [number, number], unit: string): Line {
  return {
    id,
    what,
    goal: `≤ ${goal} ${unit}`,
    measured: `${digits(measured)} ${unit}`,
    isMet: measured <= goal,
  };
}

function atLeast(id: string, what: string, [measured, goal]: [number, number]): Line {
  return { id, what, goal: `≥ ${goal} ×`, measured: `${digits(measured)} ×`, isMet: measured >= goal };
}

function told(id: string, what: string, measured: string): Line {
  return { id, what, goal: '', measured, isMet: null };
}

function digits(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
