import type { BookFigures } from '../book/measure-book.ts';
import type { Line } from '../goals.ts';
import { CONTENDERS, type Contender } from './contender.ts';
import type { ServiceFigures } from './measure-service.ts';
import { millions, type SourceFigures } from './measure-sources.ts';

export type Measured = {
  readonly sources: readonly SourceFigures[];
  readonly service: ServiceFigures | null;
  readonly book: readonly BookFigures[];
};

/** How many times faster than the skeleton out of PostgreSQL, by millions of rows. */
const S1_GOALS = new Map([
  [1_000_000, 6],
  [5_000_000, 10],
  [20_000_000, 13],
]);
const S1_MOST_MEGABYTES = 150;

/** What was measured, next to the goals; a goal whose contender was left out says so, and is not met. */
export function compareWithGoals({ sources, service, book }: Measured): Line[] {
  const sizes = [...new Set(sources.map(({ rows }) => rows))];
  return [
    ...sizes.flatMap((rows) => linesOfSize(sources, rows)),
    ...memoryLines(sources, sizes),
    ...(service ? serviceLines(service) : []),
    ...bookLines(book),
  ];
}

function linesOfSize(sources: readonly SourceFigures[], rows: number): Line[] {
  const time = (name: Contender) => figureOf(sources, name, rows)?.milliseconds ?? null;
  const size = millions(rows);
  const pandas = time('pandas');
  return [
    ratio('S1', `${size}, PostgreSQL: times faster than the pandas skeleton`, [pandas, time('postgres')], {
      least: S1_GOALS.get(rows) ?? 6,
    }),
    ratio('S1', `${size}, PostgreSQL: times the bare GROUP BY`, [time('postgres'), time('group-by')], {
      most: 1.4,
    }),
    ratio('S2', `${size}, Parquet: times faster than the skeleton`, [pandas, time('parquet')], {
      least: 100,
    }),
    ratio('S2', `${size}, the same without looking for doubled ids`, [pandas, time('parquet-trusted')], null),
    ratio('S3', `${size}, ClickHouse: times faster than the skeleton`, [pandas, time('clickhouse')], {
      least: 60,
    }),
    ratio(
      '',
      `${size}, CSV: times faster than a row-by-row loop over the same CSV`,
      [time('loop'), time('csv')],
      null,
    ),
  ];
}

/** The goal is PostgreSQL's, where the sums are made elsewhere; files bring an engine of their own into the process. */
function memoryLines(sources: readonly SourceFigures[], sizes: readonly number[]): Line[] {
  return (['postgres', 'clickhouse', 'parquet', 'csv', 'store'] as const).flatMap((name) => {
    const peaks = sizes.flatMap((rows) => figureOf(sources, name, rows)?.peakMegabytes ?? []);
    if (peaks.length === 0) return [];
    const hasGoal = name === 'postgres';
    return [
      {
        id: 'S1',
        what: `${CONTENDERS[name]}: peak memory at each size`,
        goal: hasGoal ? `≤ ${S1_MOST_MEGABYTES} MB` : '',
        measured: `${peaks.map((peak) => peak.toFixed(0)).join(', ')} MB`,
        isMet: hasGoal ? Math.max(...peaks) <= S1_MOST_MEGABYTES : null,
      },
    ];
  });
}

function serviceLines({ rows, quiet, busy, bookingSeconds }: ServiceFigures): Line[] {
  const failed = quiet.failed + busy.failed;
  const beside = `while ${millions(rows)} of CSV are booked (${bookingSeconds.toFixed(1)} s)`;
  return [
    {
      id: 'service',
      what: `longest hold of its event loop ${beside}`,
      goal: '< 200 ms',
      measured: `${busy.worstLagMs.toFixed(0)} ms (quiet: ${quiet.worstLagMs.toFixed(0)} ms)`,
      isMet: busy.worstLagMs < 200,
    },
    {
      id: 'service',
      what: `p99 of its answers ${beside}`,
      goal: '≤ 2 × quiet',
      measured: `${busy.p99Ms.toFixed(0)} ms, quiet ${quiet.p99Ms.toFixed(0)} ms (${(busy.p99Ms / quiet.p99Ms).toFixed(1)} ×); ${failed} failed`,
      isMet: busy.p99Ms <= 2 * quiet.p99Ms && failed === 0,
    },
  ];
}

function bookLines(book: readonly BookFigures[]): Line[] {
  const lines = book.flatMap(({ tenants, worst100Ms, oneOwnerMs, totalsMs, wholeBookMs }) => {
    const of = `${tenants.toLocaleString('en-US')} accounts`;
    return [
      atMost(`${of}: the worst 100`, worst100Ms, 5),
      atMost(`${of}: the worst 100 of one owner`, oneOwnerMs, 5),
      atMost(`${of}: totals of all`, totalsMs, 100),
      atMost(`${of}: the whole answer of the book of all`, wholeBookMs, null),
    ];
  });
  const [less, more] = book;
  if (!less || !more) return lines;
  const factor = more.totalsMs / less.totalsMs;
  return [
    ...lines,
    {
      id: 'S7',
      what: `${more.tenants / less.tenants} times the accounts: times the time for the totals`,
      goal: '≤ 12 ×',
      measured: `${factor.toFixed(1)} ×`,
      isMet: factor <= 12,
    },
  ];
}

function atMost(what: string, milliseconds: number, goal: number | null): Line {
  return {
    id: 'S7',
    what,
    goal: goal === null ? '' : `≤ ${goal} ms`,
    measured: `${milliseconds.toFixed(2)} ms`,
    isMet: goal === null ? null : milliseconds <= goal,
  };
}

type Bound = { readonly least: number } | { readonly most: number };

function ratio(
  id: string,
  what: string,
  [over, under]: readonly (number | null)[],
  bound: Bound | null,
): Line {
  const goal = bound === null ? '' : 'least' in bound ? `≥ ${bound.least} ×` : `≤ ${bound.most} ×`;
  if (over == null || under == null) return { id, what, goal, measured: 'not measured', isMet: null };
  const value = over / under;
  const isMet = bound === null ? null : 'least' in bound ? value >= bound.least : value <= bound.most;
  return { id, what, goal, measured: `${value >= 100 ? value.toFixed(0) : value.toPrecision(3)} ×`, isMet };
}

function figureOf(sources: readonly SourceFigures[], contender: Contender, rows: number) {
  return sources.find((one) => one.contender === contender && one.rows === rows);
}
