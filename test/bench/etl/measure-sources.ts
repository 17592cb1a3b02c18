import { freemem } from 'node:os';
import { join } from 'node:path';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { hasEngine } from '../../warehouse/clickhouse-engine.ts';
import { median } from '../median.ts';
import { CONTENDERS, type Contender, type Ground, type Outcome } from './contender.ts';
import { clearGround, prepareGround } from './ground.ts';
import { agree, findPandas, runContender } from './run-contender.ts';
import { startClickHouse } from './start-clickhouse.ts';

/** One contender at one size; without rounds it was left out, and `note` says why. */
export type SourceFigures = {
  readonly contender: Contender;
  readonly rows: number;
  readonly rounds: number;
  readonly milliseconds: number | null;
  readonly peakMegabytes: number | null;
  readonly note: string | null;
};

export type Budget = {
  readonly sizes: readonly number[];
  readonly rounds: number;
  readonly folder: string;
  /** How long all rounds may take; the larger sizes have twice the time of the smallest. */
  readonly milliseconds: number;
  readonly say: (text: string) => void;
};

/** Rows beyond which a contender is not tried: what it would take is known from the size before. */
const MOST_ROWS: Partial<Record<Contender, number>> = { loop: 1_000_000, store: 5_000_000 };
/** The skeleton holds every row at once. */
const PANDAS_BYTES_A_ROW = 700;

export async function measureSources(budget: Budget): Promise<SourceFigures[]> {
  const python = await findPandas();
  if (python === null) {
    budget.say('pandas is not installed, so its skeleton is left out. On Debian:');
    budget.say('  apt-get install python3-pandas python3-sqlalchemy python3-psycopg2');
  }
  if (!hasEngine()) budget.say('ClickHouse is left out; `npm run test:warehouse` brings one (0.5 GB).');
  const postgres = await startPostgres();
  const all: SourceFigures[] = [];
  try {
    const parts = 2 * budget.sizes.length - 1;
    let until = Date.now();
    for (const [index, rows] of budget.sizes.entries()) {
      until += (budget.milliseconds * (index === 0 ? 1 : 2)) / parts;
      all.push(...(await measureSize(rows, { budget, python, postgres, until })));
    }
  } finally {
    await postgres.stop();
  }
  return all;
}

type Surroundings = {
  readonly budget: Budget;
  readonly python: string | null;
  readonly postgres: TestPostgres;
  /** After one whole round no other begins from then on. */
  readonly until: number;
};

async function measureSize(rows: number, surroundings: Surroundings): Promise<SourceFigures[]> {
  const { budget, postgres } = surroundings;
  const names = Object.keys(CONTENDERS) as Contender[];
  const leaves = new Map(names.map((name) => [name, reasonToLeave(name, rows, surroundings)]));
  budget.say(`${millions(rows)}: making the rows …`);
  const hasPostgres = names.some((name) => usesPostgres(name) && leaves.get(name) === null);
  const ground = await prepareGround({
    rows,
    folder: join(budget.folder, String(rows)),
    postgresUrl: hasPostgres ? await postgres.newDatabase() : null,
    hasStore: leaves.get('store') === null,
  });
  const clickhouse = leaves.get('clickhouse') === null ? await startClickHouse(ground.parquet) : null;
  const taking = names.filter((name) => leaves.get(name) === null);
  const filled = { ...ground, clickhouseUrl: clickhouse?.url ?? null };
  const outcomes = await playRounds(taking, filled, surroundings).finally(() => clickhouse?.stop());
  clearGround(ground);
  return names.map((name) => {
    const runs = outcomes.get(name) ?? [];
    if (runs.length === 0) return leftOut(name, rows, leaves.get(name) ?? 'no round was counted');
    return {
      contender: name,
      rows,
      rounds: runs.length,
      milliseconds: median(runs.map((run) => run.milliseconds)),
      peakMegabytes: median(runs.map((run) => run.peakMegabytes)),
      note: null,
    };
  });
}

/** Every contender once a round, so that a busy minute of the machine meets them all; the first round only compares. */
async function playRounds(
  names: readonly Contender[],
  ground: Ground,
  { budget, python, until }: Surroundings,
): Promise<Map<Contender, Outcome[]>> {
  const outcomes = new Map<Contender, Outcome[]>(names.map((name) => [name, []]));
  let first: Outcome | null = null;
  for (let round = 0; round <= budget.rounds; round += 1) {
    for (const name of names) {
      if (Date.now() > until && round > 1) continue;
      if (isSlow(name, ground.rows) && (round === 0 || round > 1)) continue;
      const outcome = await runContender(name, ground, python);
      first ??= outcome;
      if (!agree(first.totals, outcome.totals)) {
        throw new Error(
          `${CONTENDERS[name]} sums up otherwise: ${JSON.stringify([first.totals, outcome.totals])}`,
        );
      }
      if (round > 0) outcomes.get(name)?.push(outcome);
      const seconds = (outcome.milliseconds / 1_000).toFixed(2);
      budget.say(
        `${millions(ground.rows)}, round ${round}: ${CONTENDERS[name]} ${seconds} s, ${outcome.peakMegabytes.toFixed(0)} MB`,
      );
    }
  }
  return outcomes;
}

/** Once is enough for what takes a minute. */
function isSlow(name: Contender, rows: number): boolean {
  return rows >= 20_000_000 ? name === 'pandas' || name === 'csv' : name === 'loop' && rows >= 1_000_000;
}

function reasonToLeave(name: Contender, rows: number, { python }: Surroundings): string | null {
  if (name === 'clickhouse' && !hasEngine()) return 'no ClickHouse here: `npm run test:warehouse` brings one';
  if (name === 'pandas' && python === null) return 'python3-pandas is not installed';
  if (name === 'pandas' && rows * PANDAS_BYTES_A_ROW * 1.3 > freemem()) {
    return `it would need about ${((rows * PANDAS_BYTES_A_ROW) / 1e9).toFixed(0)} GB of memory`;
  }
  const most = MOST_ROWS[name] ?? Number.POSITIVE_INFINITY;
  return rows > most ? `not tried beyond ${millions(most)}` : null;
}

function usesPostgres(name: Contender): boolean {
  return name === 'postgres' || name === 'group-by' || name === 'pandas';
}

function leftOut(contender: Contender, rows: number, note: string): SourceFigures {
  return { contender, rows, rounds: 0, milliseconds: null, peakMegabytes: null, note };
}

export function millions(rows: number): string {
  return `${(rows / 1e6).toLocaleString('en-US')} M rows`;
}
