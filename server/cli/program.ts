import { Command } from 'commander';
import { addCalibrateCommand } from './calibrate.ts';
import { addConnectCommands } from './connect.ts';
import { addDoctorCommand } from './doctor.ts';
import { addEstimateCommand } from './estimate.ts';
import { addEtlCommand } from './etl.ts';
import type { Finish } from './exit-code.ts';
import { addExportCommand } from './export.ts';
import { addGenerateLogCommand } from './generate-log.ts';
import { addImportCommand } from './import.ts';
import { addPolicyCommand } from './import-terms.ts';
import { addIngestTokenCommand } from './ingest-token.ts';
import { addInitCommand } from './init.ts';
import { addKeysCommand } from './keys.ts';
import { addPeopleCommand } from './people.ts';
import { addPriceBookCommand } from './price-book.ts';
import { addProposalsCommand } from './proposals.ts';
import { addReconcileCommand } from './reconcile.ts';
import { addServeCommand } from './serve.ts';
import { addVerifyCommand } from './verify.ts';

const AFTER = `
Exit codes: 0 all is well, 1 something needs a look, 2 the command was called wrongly, 3 the input was refused.
Colours are left out under NO_COLOR and where the output is no terminal.

Start here:
  $ dealfloor price-book show 2026-11-01
  $ dealfloor estimate deal.json
  $ dealfloor etl run --help
  $ dealfloor doctor
  $ dealfloor serve
`;

/** The command line as one tree; each command stands in a file of its own. */
export function createProgram(finish: Finish): Command {
  const program = new Command('dealfloor')
    .description('What a deal costs to serve, and whether it may be signed.')
    .exitOverride()
    .showHelpAfterError('(add --help for what it takes)')
    .addHelpText('after', AFTER);
  addEstimateCommand(program, finish);
  addPriceBookCommand(program, finish);
  addEtlCommand(program, finish);
  addReconcileCommand(program, finish);
  addCalibrateCommand(program, finish);
  addVerifyCommand(program, finish);
  addDoctorCommand(program, finish);
  addServeCommand(program);
  addImportCommand(program);
  addExportCommand(program);
  addGenerateLogCommand(program);
  addIngestTokenCommand(program);
  addInitCommand(program);
  addPeopleCommand(program);
  addPolicyCommand(program);
  addProposalsCommand(program);
  addConnectCommands(program);
  addKeysCommand(program, finish);
  return program;
}
