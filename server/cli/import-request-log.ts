import type { Command } from 'commander';
import type { LogImportReport } from '../facts/ingest/import-request-log.ts';
import { systemActor } from '../people/actor.ts';
import { choosePortal, PORTAL_OPTION } from './choose-portal.ts';
import { parseId } from './identity-flags.ts';
import { requireDatabase } from './open-database.ts';
import { withDeployment } from './open-deployment.ts';
import { counted } from './print-import.ts';
import { say, sayJson } from './say.ts';

type Options = { ignore: string[]; dryRun?: boolean; portal?: string; demo?: true; json?: true };

/** `dealfloor import request-log`: requests into the product's own store, each id once. */
export function addImportRequestLog(group: Command): void {
  group
    .command('request-log')
    .argument('<files>', 'CSV, JSONL or Parquet: a path or a quoted glob')
    .description('requests into the own store, from which "etl run" books days')
    .option('--ignore <column>', 'leave a column out; repeat the flag for more', collect, [])
    .option('--dry-run', 'say what would happen, and write nothing')
    .option(...PORTAL_OPTION, parseId)
    .option('--demo', 'into the demo company of DEALFLOOR_DATA')
    .option('--json', 'as JSON')
    .action(run);
}

function collect(text: string, before: readonly string[]): string[] {
  return [...before, text];
}

async function run(pattern: string, { ignore, dryRun = false, portal, demo, json }: Options): Promise<void> {
  requireDatabase(demo);
  await withDeployment(async (ports) => {
    const { importRequestLog } = await import('../facts/ingest/import-request-log.ts');
    const actor = systemActor(await choosePortal(ports.database, portal), 'cli');
    const started = performance.now();
    const report = await importRequestLog(ports, actor, { pattern, ignoredColumns: ignore, dryRun });
    if (json) return sayJson(report);
    for (const line of linesOf(report, performance.now() - started)) say(line);
  }, demo);
}

const MOST_DAYS = 5;

function linesOf(
  { importId, isDryRun, rows, accepted, duplicates, conflicts, ...more }: LogImportReport,
  ms: number,
): string[] {
  const { conflictingIds, days } = more;
  const seconds = `${(ms / 1_000).toFixed(1)} s`;
  const lines = [
    `read ${counted(rows, 'request')} of ${counted(days.length, 'day')}`,
    `added         ${accepted.toLocaleString('en-US')}   there already ${duplicates.toLocaleString('en-US')}`,
  ];
  if (conflicts > 0) {
    lines.push(
      `conflicts     ${counted(conflicts, 'id')} stand there with other figures, which were kept: ${conflictingIds.join(', ')}`,
    );
  }
  const booked = days.filter(({ isBooked }) => isBooked).map(({ day }) => day);
  if (booked.length > 0) {
    const rest = booked.length > MOST_DAYS ? ` and ${booked.length - MOST_DAYS} more` : '';
    lines.push(
      `book again    ${booked.slice(0, MOST_DAYS).join(', ')}${rest} (late rows: "dealfloor etl run")`,
    );
  }
  if (isDryRun) return [...lines, `dry run in ${seconds}: nothing was written`];
  if (importId === null) return [...lines, 'nothing was written: all of it stands already'];
  return [...lines, `done in ${seconds}   import id ${importId}  undo: dealfloor import undo ${importId}`];
}
