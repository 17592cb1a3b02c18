import {
  type AllocationMethod,
  allocateBy,
  type CreditPayer,
  compileRates,
  cost,
  type PoolContext,
  PriceBook,
  type Usage,
  type UsageLine,
} from '@dealfloor/price-book';
import { readJson } from './worlds.ts';

/** What a vector replaces in the price book that it names. */
export type Overrides = Partial<Pick<PriceBook, 'rates' | 'creditPacks'>>;

type LineCase = {
  name: string;
  priceBook?: string;
  overrides?: Overrides;
  credits?: CreditPayer;
  pool?: PoolContext;
  lines: [endpoint: string, meter: UsageLine['meter'], quantity: bigint][];
};

const PACKS: Overrides = {
  creditPacks: {
    otherCreditsPerMonth: 900,
    usdPerCredit: [
      { upTo: 1_000, price: '0.001' },
      { upTo: 2_000, price: '0.0005' },
      { upTo: null, price: '0.0000999995' },
    ],
  },
};
const STORED: Overrides = { rates: { storage_gb_month: '0.023', asr_minute: '0.006' } };

const LINE_CASES: LineCase[] = [
  {
    name: 'one unit of every meter of the seed',
    lines: [
      ['/a/', 'credit', 1_000n],
      ['/a/', 'db_write', 1n],
      ['/a/', 'db_read', 1n],
      ['/a/', 'worker_sec', 1_000n],
      ['/a/', 'llm_input_token', 1n],
      ['/a/', 'llm_output_token', 1n],
      ['/a/', 'egress_gb', 1_000_000_000n],
    ],
  },
  { name: '2,088,000 credits of the worked sheet', lines: [['/a/', 'credit', 2_088_000_000n]] },
  { name: 'the same credits in August', priceBook: '2026-08-01', lines: [['/a/', 'credit', 2_088_000_000n]] },
  {
    name: 'fractional credits',
    lines: [
      ['/a/', 'credit', 1n],
      ['/b/', 'credit', 1_500n],
    ],
  },
  {
    name: 'half-even ties of egress at 85 pico-dollars a byte',
    lines: [100n, 300n, 500n, 700n, 900n, 6n, 0n].map((bytes) => ['/a/', 'egress_gb', bytes]),
  },
  {
    name: 'own key: credits are counted and priced 0',
    credits: 'customer',
    lines: [
      ['/a/', 'credit', 30_000_000n],
      ['/a/', 'db_write', 30_000n],
      ['/b/', 'credit', 7n],
    ],
  },
  {
    name: 'a ladder of credit packs behind 900 credits of everyone else',
    overrides: PACKS,
    lines: [
      ['/a/', 'credit', 60_000n],
      ['/b/', 'credit', 60_000n],
      ['/c/', 'credit', 1_531_001n],
      ['/c/', 'db_read', 5n],
    ],
  },
  {
    name: 'the customer climbs the ladder from the bottom',
    overrides: PACKS,
    credits: 'customer',
    lines: [
      ['/a/', 'credit', 1_500_000n],
      ['/b/', 'credit', 250_500n],
    ],
  },
  {
    name: 'storage by byte-days and speech by milliseconds',
    overrides: STORED,
    lines: [
      ['/a/', 'storage_gb_month', 400n * 365n * 10_000n],
      ['/a/', 'asr_minute', 3_600_000n],
      ['/a/', 'asr_minute', 1n],
    ],
  },
  {
    name: 'quantities above 2^53',
    lines: [
      ['/a/', 'db_read', 2n ** 53n + 1n],
      ['/a/', 'credit', 10n ** 24n + 7n],
      ['/a/', 'egress_gb', 10n ** 27n + 1n],
    ],
  },
  {
    name: 'the share of a pool, half-even',
    pool: { nanoUsd: 1_500_000_000_000n, ownCalls: 334_500n, otherCalls: 7_500_000n },
    lines: [['/a/', 'credit', 334_500_000n]],
  },
  { name: 'a tie in the share of a pool', pool: { nanoUsd: 5n, ownCalls: 1n, otherCalls: 1n }, lines: [] },
  {
    name: 'a used meter without a rate makes the cost unknown',
    lines: [
      ['/a/', 'asr_minute', 1n],
      ['/a/', 'db_read', 1n],
    ],
  },
];

/** Usage lines under a price book and what `cost()` answers, every number as text. */
export function lineVectors() {
  return LINE_CASES.map(
    ({ name, priceBook = '2026-11-01', overrides = {}, credits = 'ours', pool, lines }) => {
      const book = PriceBook.parse(readJson(`books/${priceBook}.json`));
      const rates = compileRates({ ...book, ...overrides, rates: { ...book.rates, ...overrides.rates } });
      const usage = lines.map(([endpoint, meter, quantity]) => ({ endpoint, meter, quantity }));
      const { lines: priced, ...totals } = cost(rates, usage, credits, pool ?? null);
      return {
        name,
        priceBook,
        overrides,
        credits,
        pool: pool ?? null,
        lines: usage,
        expected: {
          lines: priced.map(({ amountNanoUsd, customerNanoUsd }) => ({ amountNanoUsd, customerNanoUsd })),
          variableNanoUsd: totals.variableNanoUsd,
          sharedNanoUsd: totals.sharedNanoUsd,
          customerNanoUsd: totals.customerNanoUsd,
        },
      };
    },
  );
}

const ACCOUNTS: Usage[] = [
  { id: 't_003', revenueNanoUsd: 890_000_000_000n, billableCalls: 1n, workerMs: 70_000n },
  { id: 't_001', revenueNanoUsd: 0n, billableCalls: 1n, workerMs: 70_000n },
  { id: 't_002', revenueNanoUsd: 1_780_000_000_001n, billableCalls: 1n, workerMs: 0n },
];
const blend = (even: string, revenue: string, calls: string, workerSeconds: string): AllocationMethod => ({
  kind: 'blend',
  weights: { even, revenue, calls, workerSeconds },
});
const METHODS: AllocationMethod[] = [
  { kind: 'even' },
  { kind: 'revenue' },
  { kind: 'calls' },
  { kind: 'worker-seconds' },
  blend('0.1', '0.2', '0.3', '0.4'),
  blend('0', '2', '0', '1.000000000001'),
];

/** A day's pool split over accounts by each method; a day without use is unallocated. */
export function allocationVectors() {
  const days = [
    { day: 'a day with a tie', accounts: ACCOUNTS },
    { day: 'a day without calls', accounts: ACCOUNTS.map((account) => ({ ...account, billableCalls: 0n })) },
    { day: 'a day without accounts', accounts: [] },
  ];
  return days.flatMap(({ day, accounts }) =>
    METHODS.map((method) => {
      const poolNanoUsd = 50_000_000_000n;
      return {
        name: `${method.kind}, ${day}`,
        method,
        poolNanoUsd,
        accounts,
        expected: allocateBy(method, poolNanoUsd, accounts),
      };
    }),
  );
}
