import type { Command } from 'commander';
import { auditKeyFolder, auditKeys } from '../audit/audit-place.ts';
import { systemClock } from '../clock.ts';
import { demoEnvironment, readEnvironment } from '../env.ts';
import { diskFiles } from '../files.ts';
import { createIds } from '../ids.ts';
import { CommandError } from './command-error.ts';
import { DEMO_OPTION, requireDatabase } from './open-database.ts';
import { say, sayJson } from './say.ts';

const AFTER = `
Makes a new key in the folder of the audit's keys; the service seals by it from its next start. Older keys stay: the
entries that they sealed are checked by them for ever. With DEALFLOOR_AUDIT_KEYS the keys are yours to make: put the new
one first, keep the others behind it, and restart.

Example:
  $ dealfloor keys rotate-audit
`;

/** `dealfloor keys rotate-audit`: another key for the entries of the audit to come. */
export function addRotateAuditKey(keys: Command): void {
  keys
    .command('rotate-audit')
    .description('make a new key for the audit, used from the next start')
    .option('--json', 'as JSON')
    .option(...DEMO_OPTION)
    .addHelpText('after', AFTER)
    .action(({ json, demo }: { json?: true; demo?: true }) => {
      requireDatabase(demo);
      const read = readEnvironment();
      const environment = demo ? demoEnvironment(read) : read;
      if (environment.DEALFLOOR_AUDIT_KEYS) {
        const sentence = 'DEALFLOOR_AUDIT_KEYS names the keys: put a new one first there, and restart.';
        throw new CommandError('usage', sentence);
      }
      const { id } = auditKeys(environment, { files: diskFiles, ids: createIds(systemClock) }).renew();
      const folder = auditKeyFolder(environment);
      if (json) sayJson({ keyId: id, folder });
      else say(`Made key ${id} in ${folder}. The service seals the audit by it from its next start.`);
    });
}
