import type { AllocationMethod } from '@dealfloor/price-book';
import type { Command } from 'commander';
import { dayOf, systemClock } from '../clock.ts';
import { choosePortal, PORTAL_OPTION } from './choose-portal.ts';
import { chooseDays, collect, type DayFlags, parseDay, parseMethod } from './etl-flags.ts';
import type { EtlReport } from './etl-report.ts';
import { exactJson } from './exact-json.ts';
import { EXIT, type ExitCode, type Finish } from './exit-code.ts';
import { parseId } from './identity-flags.ts';
import { requireDatabase } from './open-database.ts';
import { withDeployment } from './open-deployment.ts';
import { summaryLines } from './print-day-run.ts';
import { say, sayJson } from './say.ts';
import { warehouseOf } from './warehouse.ts';

type Options = DayFlags & {
  source: string;
  method?: AllocationMethod;
  ignore: string[];
  duplicateCheck: boolean;
  allowEmpty?: true;
  dryRun?: true;
  portal?: string;
  demo?: true;
  json?: true;
};

const AFTER = `
A source is "store" (the product's own log), "postgres" or "clickhouse" (LOG_POSTGRES_URL, LOG_CLICKHOUSE_URL,
LOG_TABLE), or a path or glob of CSV, JSONL or Parquet files; its columns: docs/etl-contract.md.
A day is a UTC day and is booked whole or not at all: run it again and it is replaced. Prices, plans and key modes are
those of the day's own time. When a day fails, the days after it are booked all the same.
Exit codes: 0 all booked, 1 a day failed, 2 called wrongly, 3 the log was refused and nothing was booked.

Examples:
  $ dealfloor etl run                                       # yesterday, from the product's own log
  $ dealfloor etl run --day 2026-11-20 --source logs/2026-11-20.csv --dry-run
  $ dealfloor etl run --from 2026-11-01 --to 2026-11-20 --source 'logs/2026-11-*.parquet' --method revenue
  $ dealfloor etl run --source clickhouse --json
`;

/** `dealfloor etl run`: books days from a request log. */
export function addEtlRun(group: Command, finish: Finish): void {
  group
    .command('run')
    .description('book complete days from a request log; yesterday, if no day is said')
    .option('--day <day>', 'one UTC day, like 2026-11-20', parseDay)
    .option('--from <day>', 'the first of several days', parseDay)
    .option('--to <day>', 'the last of them (default: yesterday)', parseDay)
    .option('--source <source>', 'where the log lies', 'store')
    .option('--method <method>', "how shared cost is split (default: the price book's)", parseMethod)
    .option('--ignore <column>', 'a column that looks personal and is none; repeat it for more', collect, [])
    .option('--no-duplicate-check', 'trust that no file holds a request twice')
    .option('--allow-empty', 'book a day of which the log holds nothing as a day without use')
    .option('--dry-run', 'tell what would be booked, and write nothing')
    .option(...PORTAL_OPTION, parseId)
    .option('--demo', 'for the demo company of DEALFLOOR_DATA')
    .option('--json', 'as JSON')
    .addHelpText('after', AFTER)
    .action(async (options: Options) => finish(await run(options)));
}

async function run(options: Options): Promise<ExitCode> {
  const days = chooseDays(options, dayOf(systemClock.now()));
  const { demo, json, dryRun = false, allowEmpty = false, method = null } = options;
  requireDatabase(demo);
  return withDeployment(async (ports, environment) => {
    const { openSource } = await import('../facts/sources/open-source.ts');
    const { bookDays } = await import('./etl-book-days.ts');
    const { systemActor } = await import('../people/actor.ts');
    const portalId = await choosePortal(ports.database, options.portal);
    const source = await openSource(options.source, {
      database: ports.database,
      portalId,
      warehouse: warehouseOf(environment),
      ignoredColumns: options.ignore,
      checksDuplicates: options.duplicateCheck,
    });
    const task = { days, source, method, allowEmpty, dryRun, isQuiet: json === true };
    const report = await bookDays(ports, systemActor(portalId, 'cli'), task).finally(() => source.close());
    if (json) sayJson({ portalId, source: source.name, dryRun, ...Object(exactJson(report)) });
    else for (const line of summaryLines(report, dryRun)) say(line);
    return exitCodeOf(report);
  }, demo);
}

function exitCodeOf({ booked, failed }: EtlReport): ExitCode {
  if (failed.length === 0) return EXIT.ok;
  return booked.length === 0 && failed.every(({ isRefusal }) => isRefusal) ? EXIT.refused : EXIT.findings;
}
