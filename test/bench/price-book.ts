import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { compileRates, cost, estimateDeal, METERS, PriceBook, type UsageLine } from '@dealfloor/price-book';
import { Decimal } from 'decimal.js';
import { contextOfDeal, EIGHT_DEALS, SEED_BOOK, SEED_RATES } from '../price-book/worlds.ts';

/**
 * Measures the pure core: one month of 8 lines with its whole breakdown against decimal.js doing the same, and a whole
 * estimate. Each contender runs in a process of its own, rounds are interleaved, the median of the rounds counts.
 */
const ROUNDS = 7;

const LINES: UsageLine[] = [
  { endpoint: '/user-posts/', meter: 'credit', quantity: 195_000_000n },
  { endpoint: '/user-posts/', meter: 'db_write', quantity: 5_850_000n },
  { endpoint: '/user-posts/', meter: 'db_read', quantity: 585_000n },
  { endpoint: '/user-posts/', meter: 'worker_sec', quantity: 50_700_000n },
  { endpoint: '/user-posts/', meter: 'egress_gb', quantity: 10_725_000_000n },
  { endpoint: 'llm:comment-summary', meter: 'llm_input_token', quantity: 230_400_000n },
  { endpoint: 'llm:comment-summary', meter: 'llm_output_token', quantity: 40_320_000n },
  { endpoint: '/userid/', meter: 'egress_gb', quantity: 19_500_100n },
];

const DECIMAL_RATES = new Map(
  Object.entries(SEED_BOOK.rates).map(([meter, usd]) => [
    meter,
    new Decimal(usd).div(METERS[meter as UsageLine['meter']].baseUnitsPerUnit.toString()),
  ]),
);
const DECIMAL_LINES = LINES.map((line) => ({ ...line, quantity: line.quantity.toString() }));

function costInDecimals() {
  let total = new Decimal(0);
  const lines = DECIMAL_LINES.map(({ endpoint, meter, quantity }) => {
    const rate = DECIMAL_RATES.get(meter) ?? new Decimal(0);
    const amount = rate.mul(quantity).toDecimalPlaces(9, Decimal.ROUND_HALF_EVEN);
    total = total.add(amount);
    return { endpoint, meter, quantity, amount };
  });
  return { lines, total };
}

const rates = compileRates(PriceBook.parse(SEED_BOOK));
const contexts = EIGHT_DEALS.map(contextOfDeal);
const northwind = contexts[0];
if (!northwind) throw new Error('the demo has eight deals');

const CONTENDERS: Record<string, { times: number; run: () => unknown }> = {
  'cost() of 8 lines': { times: 200_000, run: () => cost(rates, LINES, 'ours') },
  'decimal.js, the same 8 lines': { times: 10_000, run: costInDecimals },
  'estimateDeal, 12 months, 3 lines': { times: 10_000, run: () => estimateDeal(northwind) },
  'estimateDeal, mean of the eight deals': {
    times: 2_000,
    run: () => contexts.map(estimateDeal),
  },
};

/** CPU microseconds of one call, once it is warm. */
function measure(name: string): number {
  const contender = CONTENDERS[name];
  if (!contender) throw new Error(`no contender ${name}`);
  const { times, run } = contender;
  for (let count = 0; count < times; count += 1) run();
  const before = process.cpuUsage();
  for (let count = 0; count < times; count += 1) run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / times;
}

function compareTotals(): void {
  const exact = cost(SEED_RATES, LINES, 'ours').variableNanoUsd;
  const decimal = costInDecimals().total.mul(1e9).toFixed(0);
  if (exact?.toString() !== decimal) throw new Error(`the totals differ: ${exact} and ${decimal}`);
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function main(): void {
  compareTotals();
  const rounds = new Map<string, number[]>(Object.keys(CONTENDERS).map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, measured] of rounds) {
      const args = [fileURLToPath(import.meta.url), name];
      measured.push(Number(execFileSync(process.execPath, args, { encoding: 'utf8' })));
    }
  }
  const medians = new Map([...rounds].map(([name, measured]) => [name, median(measured)]));
  for (const [name, microseconds] of medians) {
    const each = name.startsWith('estimateDeal, mean') ? microseconds / contexts.length : microseconds;
    process.stdout.write(`${name.padEnd(40)} ${each.toFixed(2).padStart(8)} µs\n`);
  }
  const [ours = 1, theirs = 0] = [...medians.values()];
  process.stdout.write(`${'ratio to decimal.js'.padEnd(40)} ${(theirs / ours).toFixed(1).padStart(8)} x\n`);
}

const contender = process.argv[2];
if (contender === undefined) main();
else process.stdout.write(String(measure(contender)));
