import type { Command } from 'commander';
import type { KindName } from '../facts/imports/import-kind.ts';
import { systemActor } from '../people/actor.ts';
import { choosePortal, PORTAL_OPTION } from './choose-portal.ts';
import { parseId } from './identity-flags.ts';
import { openImportFile } from './import-file.ts';
import { addImportList, addImportUndo } from './import-record.ts';
import { addImportRequestLog } from './import-request-log.ts';
import { requireDatabase } from './open-database.ts';
import { withDeployment } from './open-deployment.ts';
import { importLines } from './print-import.ts';
import { say, sayJson } from './say.ts';

type Options = {
  ignore: string[];
  dryRun?: true;
  createTenants?: true;
  allowMismatch?: true;
  portal?: string;
  demo?: true;
  json?: true;
};

const AFTER = `
A file is taken whole or not at all; what it replaces is kept until it is undone. Its columns: docs/imports.md.

Examples:
  $ dealfloor import tenant-cost tenant_cost_daily.csv --dry-run
  $ dealfloor import revenue revenue.csv --ignore username
  $ dealfloor import list
  $ dealfloor import undo imp_0193...
`;

/** `dealfloor import`: facts of another system, from CSV files. */
export function addImportCommand(program: Command): void {
  const group = program
    .command('import')
    .description('facts of another system, from CSV files')
    .addHelpText('after', AFTER);
  const kind = (name: KindName, description: string) =>
    group
      .command(name)
      .argument('<file>', 'a CSV file with a header')
      .description(description)
      .option('--ignore <column>', 'leave a column out; repeat the flag for more', collect, [])
      .option('--dry-run', 'say what would happen, and write nothing')
      .option(...PORTAL_OPTION, parseId)
      .option('--demo', 'into the demo company of DEALFLOOR_DATA')
      .option('--json', 'as JSON')
      .addHelpText('after', AFTER)
      .action((path: string, options: Options) => run(name, path, options));
  const create = ['--create-tenants', 'make accounts that are unknown, with the plan "unknown"'] as const;
  kind('tenant-cost', 'booked cost of accounts by day, from another ETL')
    .option(...create)
    .option('--allow-mismatch', "keep the file's total where its parts do not add up to it");
  kind('revenue', 'revenue of accounts by day').option(...create);
  kind('tenants', 'accounts: plan, key mode and owner from a day on');
  kind('pool', 'shared cost by day');
  addImportRequestLog(group);
  addImportUndo(group);
  addImportList(group);
}

function collect(text: string, before: readonly string[]): string[] {
  return [...before, text];
}

async function run(kind: KindName, path: string, options: Options): Promise<void> {
  const { ignore, dryRun = false, createTenants = false, allowMismatch = false, json, demo } = options;
  requireDatabase(demo);
  const watched = openImportFile(path, process.stdout.isTTY === true && !json);
  await withDeployment(async (ports) => {
    const { importByName } = await import('../facts/imports/import-by-name.ts');
    const actor = systemActor(await choosePortal(ports.database, options.portal), 'cli');
    const started = performance.now();
    const report = await importByName(ports, actor, kind, {
      file: watched.file,
      options: { ignore, dryRun, createTenants, allowMismatch },
      tell: watched.tell,
    }).finally(watched.end);
    if (json) return sayJson({ ...report, largestGapNanoUsd: report.largestGapNanoUsd.toString() });
    for (const line of importLines(report, performance.now() - started)) say(line);
  }, demo);
}
