import type { Command } from 'commander';
import { auditKeys } from '../audit/audit-place.ts';
import { createSeal } from '../audit/seal.ts';
import { systemClock } from '../clock.ts';
import { demoEnvironment, readEnvironment } from '../env.ts';
import { diskFiles } from '../files.ts';
import { createIds } from '../ids.ts';
import type { DatabaseCheck, PortalCheck } from './check-database.ts';
import { EXIT, type Finish } from './exit-code.ts';
import { findingLine } from './finding.ts';
import { DEMO_OPTION, openDatabase } from './open-database.ts';
import { paint, say, sayJson } from './say.ts';

type Options = { json?: true; demo?: true };

const AFTER = `
Walks the audit chain of every portal, computes every saved estimate again from its own sizing, price book and
policy, and books every booked day again from its own facts. Nothing is written; the service may run meanwhile. Exit codes: 0 all as it was, 1 something was changed.

Keep the printed head somewhere else (HubSpot has it on each deal): a chain cut short at its end still holds in itself.

Examples:
  $ dealfloor verify
  $ DEALFLOOR_DATA=/var/lib/dealfloor dealfloor verify --json
  $ dealfloor verify --demo
`;

/** `dealfloor verify`: whether everything that was saved is still what it was. */
export function addVerifyCommand(program: Command, finish: Finish): void {
  program
    .command('verify')
    .description('walk the audit chain and compute every saved estimate and booked day again')
    .option('--json', 'as JSON')
    .option(...DEMO_OPTION)
    .addHelpText('after', AFTER)
    .action(async ({ json, demo }: Options) => {
      const read = readEnvironment();
      const environment = demo ? demoEnvironment(read) : read;
      const keys = auditKeys(environment, { files: diskFiles, ids: createIds(systemClock) });
      const database = { ...(await openDatabase(demo)), seal: createSeal(keys) };
      const { checkDatabase } = await import('./check-database.ts');
      try {
        const check = await checkDatabase(database, !json && process.stdout.isTTY);
        if (json) sayJson(check);
        else report(check);
        finish(check.ok ? EXIT.ok : EXIT.findings);
      } finally {
        await database.close();
      }
    });
}

function report({ database, portals, findings }: DatabaseCheck): void {
  say(`Database ${database}`);
  for (const portal of portals) for (const line of portalLines(portal)) say(line);
  if (portals.length === 0) say('There is no portal in it yet.');
  for (const finding of findings) say(paint('red', findingLine(finding)));
  if (findings.length > 0) {
    say(`${findings.length === 1 ? 'One thing is' : `${findings.length} things are`} not as saved.`);
  }
}

function portalLines({ portalId, name, chain, estimates, facts }: PortalCheck): string[] {
  return [
    `Portal ${portalId} (${name})`,
    chain.ok
      ? `  ✔ Chain intact, ${chain.entries} entries, head ${chain.head}`
      : `  ✖ Chain broken at entry ${chain.sequence} of ${chain.entries}`,
    matchLine(estimates, 'saved estimates'),
    matchLine(facts, 'booked days'),
  ];
}

function matchLine({ checked, matching }: PortalCheck['facts'], what: string): string {
  return `  ${matching === checked ? '✔ Matches' : '✖ Differs'}: ${matching} of ${checked} ${what} computed again`;
}
