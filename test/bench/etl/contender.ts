/** What a day summed up to, whoever summed it: all contenders must agree before their times mean anything. */
export type Totals = {
  readonly attempts: number;
  readonly milliCredits: number;
  readonly dbWrites: number;
  readonly workerMs: number;
  readonly egressBytes: number;
};

/** One run of a contender in a process of its own. */
export type Outcome = {
  readonly milliseconds: number;
  readonly peakMegabytes: number;
  readonly totals: Totals;
};

/** Where the same rows lie for everybody; null is not loaded, with the reason told elsewhere. */
export type Ground = {
  readonly rows: number;
  readonly day: string;
  readonly folder: string;
  readonly parquet: string;
  readonly csv: string;
  /** A deployment with accounts, revenue and pool; it is copied for each run. */
  readonly deployment: string;
  /** A deployment whose own log holds the rows. */
  readonly store: string | null;
  readonly postgresUrl: string | null;
  readonly clickhouseUrl: string | null;
};

export const CONTENDERS = {
  parquet: 'Dealfloor, Parquet',
  'parquet-trusted': 'Dealfloor, Parquet, ids not checked',
  csv: 'Dealfloor, CSV',
  postgres: 'Dealfloor, PostgreSQL',
  store: 'Dealfloor, its own store (SQLite)',
  clickhouse: 'Dealfloor, ClickHouse',
  'group-by': 'bare GROUP BY inside PostgreSQL',
  pandas: 'pandas + SQLAlchemy skeleton, PostgreSQL',
  loop: 'row-by-row JavaScript loop, CSV',
} as const;
export type Contender = keyof typeof CONTENDERS;
