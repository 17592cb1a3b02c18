import type { Command } from 'commander';
import { readEnvironment } from '../env.ts';
import { EXIT } from './exit-code.ts';
import { complain } from './say.ts';

const AFTER = `
The same as "npm start". The environment chooses: DEALFLOOR_DEMO=1 (default) plays the demo company; DEALFLOOR_DEMO=0
serves the deployment in DEALFLOOR_DATA. PORT is 8787 unless it says otherwise.

Examples:
  $ dealfloor serve
  $ DEALFLOOR_DEMO=0 DEALFLOOR_DATA=/var/lib/dealfloor dealfloor serve
`;

/** `dealfloor serve`: what `npm start` does, until it is stopped. */
export function addServeCommand(program: Command): void {
  program
    .command('serve')
    .description('serve the console, the card and the API on this machine')
    .addHelpText('after', AFTER)
    .action(async () => {
      try {
        const { runService } = await import('../run-service.ts');
        await runService(readEnvironment());
      } catch (error) {
        complain(`dealfloor: ${error instanceof Error ? error.message : String(error)}`);
        process.exit(EXIT.findings);
      }
    });
}
