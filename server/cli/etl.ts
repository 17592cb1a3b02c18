import type { Command } from 'commander';
import { addEtlRun } from './etl-run.ts';
import { addEtlStatus } from './etl-status.ts';
import type { Finish } from './exit-code.ts';

const AFTER = `
Examples:
  $ dealfloor etl run --source 'logs/2026-11-20*.parquet'
  $ dealfloor etl run --from 2026-11-01 --to 2026-11-20 --source postgres
  $ dealfloor etl status
`;

/** `dealfloor etl`: what accounts really cost, day by day. */
export function addEtlCommand(program: Command, finish: Finish): void {
  const group = program
    .command('etl')
    .description('book what accounts cost, day by day, from a request log')
    .addHelpText('after', AFTER);
  addEtlRun(group, finish);
  addEtlStatus(group, finish);
}
