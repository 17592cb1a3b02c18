import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Day } from '@dealfloor/price-book';
import type { Command } from 'commander';
import { z } from 'zod';
import { addDays } from '../clock.ts';
import { type LogPlan, missingDayOf } from '../facts/generate/log-plan.ts';
import { choosePriceBook } from './bundled-terms.ts';
import { CommandError } from './command-error.ts';
import { flag } from './identity-flags.ts';
import { say, sayJson } from './say.ts';

type Options = LogPlan & { out: string; termsOut?: string; force?: true; json?: true };

const AFTER = `
The same numbers give the same rows anywhere. The top 5% of the accounts use about 60% of the credits; some bring
their own key, some are on trial; a day is missing, some rows come a day late, and one account suffers a storm of
retries for two days. The default range has a change of prices in it.

Examples:
  $ dealfloor generate-log --rows 1000000 --out log.parquet --terms-out .
  $ dealfloor import tenants tenants.csv && dealfloor import revenue revenue.csv && dealfloor import pool pool.csv
  $ dealfloor etl run --from 2026-10-18 --to 2026-11-16 --source log.parquet
`;

/** `dealfloor generate-log`: a made-up request log of any size, for trying and measuring. */
export function addGenerateLogCommand(program: Command): void {
  program
    .command('generate-log')
    .description('a made-up request log of any size, the same for the same numbers')
    .requiredOption('--out <file>', 'a .csv, .jsonl or .parquet file')
    .option('--rows <number>', 'rows, exactly', whole(1, 2_000_000_000), 1_000_000)
    .option('--tenants <number>', 'accounts', whole(1, 99_999), 1_000)
    .option('--seed <number>', 'another seed is another log', whole(0, 4_294_967_295), 1)
    .option('--from <day>', 'first UTC day', flag(Day), '2026-10-18')
    .option('--days <number>', 'UTC days', whole(1, 1_000), 30)
    .option('--terms-out <folder>', 'write tenants.csv, revenue.csv and pool.csv there too')
    .option('--force', 'write over files that are there')
    .option('--json', 'as JSON')
    .addHelpText('after', AFTER)
    .action(run);
}

function whole(least: number, most: number) {
  const sentence = `Write a whole number from ${least} to ${most}.`;
  return flag(
    z
      .string()
      .regex(/^\d{1,10}$/, sentence)
      .transform(Number)
      .pipe(z.int(sentence).min(least, sentence).max(most, sentence)),
  );
}

async function run(options: Options): Promise<void> {
  const { rows, tenants, seed, from, days, out, termsOut, force = false, json = false } = options;
  const plan = { rows, tenants, seed, from, days };
  const format = formatOf(out);
  const paths = termsOut === undefined ? null : termPaths(termsOut);
  if (!force) refuseOverwrite([out, ...Object.values(paths ?? {})]);
  const { writeLog, writeTerms } = await import('../facts/generate/write-log.ts');
  const started = performance.now();
  const profiles = choosePriceBook(undefined, '9999-12-31').endpoints;
  try {
    if (paths) await writeTerms(plan, paths);
    await writeLog(plan, { path: out, format }, { profiles, threads: null });
  } catch (error) {
    throw new CommandError('refused', `${out} could not be written: ${reasonOf(error)}`);
  }
  const seconds = (performance.now() - started) / 1_000;
  const missingDay = missingDayOf(plan);
  const lastDay = addDays(from, days - 1);
  const files = [out, ...Object.values(paths ?? {})];
  if (json) return sayJson({ ...plan, lastDay, missingDay, files, seconds });
  say(`${out}: ${rows.toLocaleString('en-US')} rows of ${tenants.toLocaleString('en-US')} accounts`);
  say(`${from} .. ${lastDay}${missingDay === null ? '' : `, ${missingDay} is missing`}`);
  if (paths) say(`with ${Object.values(paths).join(', ')}`);
  say(`done in ${seconds.toFixed(1)} s`);
}

function formatOf(out: string) {
  const format = /\.(csv|jsonl|parquet)$/.exec(out)?.[1];
  if (format === 'csv' || format === 'jsonl' || format === 'parquet') return format;
  throw new CommandError('usage', `${out}: the name must end in .csv, .jsonl or .parquet.`);
}

function termPaths(folder: string) {
  return {
    tenants: join(folder, 'tenants.csv'),
    revenue: join(folder, 'revenue.csv'),
    pool: join(folder, 'pool.csv'),
  };
}

function refuseOverwrite(files: readonly string[]): void {
  const there = files.filter((file) => existsSync(file));
  if (there.length === 0) return;
  throw new CommandError(
    'refused',
    `${there.join(', ')} is there already. Nothing was written; --force does.`,
  );
}

/** The engine's own words, without its kind of error: "Cannot open file …: No such file or directory". */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n')[0]?.replace(/^\w+ Error: /, '') ?? text;
}
