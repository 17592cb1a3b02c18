import type { Command } from 'commander';
import { EXIT, type Finish } from './exit-code.ts';
import { DEMO_OPTION, requireDatabase } from './open-database.ts';
import { withDeployment } from './open-deployment.ts';
import { addRotateAuditKey } from './rotate-audit-key.ts';
import { complain, say, sayJson } from './say.ts';

type Options = { json?: true; demo?: true };

const AFTER = `
Tokens are sealed under the newest key. "rotate" makes a new one in the folder "keys" of the data folder and seals every
token anew, while the service runs. Older keys stay there: backups of the database need them; delete one when no backup
does. With DEALFLOOR_KEYS the keys are yours to make: put the new key last everywhere and restart, then put it first
and restart, then rotate, then leave the old one out.

Example:
  $ dealfloor keys rotate
`;

/** `dealfloor keys`: other keys for the sealed tokens and for the audit. */
export function addKeysCommand(program: Command, finish: Finish): void {
  const keys = program
    .command('keys')
    .description('the keys that seal tokens and the audit')
    .addHelpText('after', AFTER);
  addRotateAuditKey(keys);
  keys
    .command('rotate')
    .description('seal every token under a new key, while the service runs')
    .option('--json', 'as JSON')
    .option(...DEMO_OPTION)
    .addHelpText('after', AFTER)
    .action(async ({ json, demo }: Options) => {
      requireDatabase(demo);
      await withDeployment(async (ports) => {
        const { rotateKeys } = await import('../secrets/rotate-keys.ts');
        const rotation = await rotateKeys(ports);
        if (json) sayJson(rotation);
        else say(`Sealed under key ${rotation.keyId}: ${rotation.resealed} tokens anew.`);
        for (const place of rotation.unopened) complain(`${place} does not open: its key is missing.`);
        if (rotation.unopened.length > 0) finish(EXIT.findings);
      }, demo);
    });
}
