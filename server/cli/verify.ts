import type { Command } from 'commander';
import { demoEnvironment, readEnvironment } from '../env.ts';
import type { HubSpotPort } from '../hubspot/port.ts';
import type { Counted } from './check-chain.ts';
import type { DatabaseCheck, PortalCheck } from './check-database.ts';
import { EXIT, type Finish } from './exit-code.ts';
import { findingLine } from './finding.ts';
import { DEMO_OPTION, openDatabase } from './open-database.ts';
import { withDeployment } from './open-deployment.ts';
import { paint, say, sayJson } from './say.ts';

type Options = { json?: true; demo?: true; anchors?: string; hubspot?: true };

const AFTER = `
Walks the audit chain of every portal and holds it against the anchors outside the database, computes every saved
estimate and every recorded figure again from its own sizing, price book and policy, and books every booked day again
from its own facts. Nothing is written; the service may run meanwhile. docs/audit.md says what each finding means.
Exit codes: 0 all as it was, 1 something was changed.

Examples:
  $ dealfloor verify
  $ dealfloor verify --anchors /mnt/other-disk/audit-anchors.jsonl --hubspot
  $ DEALFLOOR_DATA=/var/lib/dealfloor dealfloor verify --json
  $ dealfloor verify --demo
`;

/** `dealfloor verify`: whether everything that was saved is still what it was. */
export function addVerifyCommand(program: Command, finish: Finish): void {
  program
    .command('verify')
    .description('walk the audit chain and compute every saved estimate, decision and booked day again')
    .option('--anchors <file>', 'hold the chains against this file of anchors')
    .option('--hubspot', 'hold the chains against the heads that deals hold in HubSpot as well')
    .option('--json', 'as JSON')
    .option(...DEMO_OPTION)
    .addHelpText('after', AFTER)
    .action(async (options: Options) => {
      const { json, demo, hubspot } = options;
      const check = hubspot
        ? await withDeployment((ports) => examine(options, ports.hubspot), demo)
        : await examine(options, null);
      if (json) sayJson(check);
      else report(check);
      finish(check.ok ? EXIT.ok : EXIT.findings);
    });
}

type Check = DatabaseCheck & { readonly anchorFile: string };

async function examine(
  { json, demo, anchors: file }: Options,
  hubspot: Pick<HubSpotPort, 'getDeal'> | null,
): Promise<Check> {
  const { checkDatabase } = await import('./check-database.ts');
  const { readOutside } = await import('./read-outside.ts');
  const { readSeal } = await import('./read-seal.ts');
  const read = readEnvironment();
  const environment = demo ? demoEnvironment(read) : read;
  const opened = await openDatabase(demo);
  try {
    const outside = await readOutside(opened, environment, { file, hubspot });
    const database = { ...opened, seal: readSeal(environment) };
    const check = await checkDatabase(database, outside, !json && process.stdout.isTTY);
    const torn = outside.unreadable.map((line) => ({
      where: `${outside.anchorFile}, line ${line}`,
      sentence: 'it is no anchor.',
    }));
    const findings = [...check.findings, ...torn];
    return { ...check, ok: findings.length === 0, anchorFile: outside.anchorFile, findings };
  } finally {
    await opened.close();
  }
}

function report({ database, portals, findings, anchorFile }: Check): void {
  say(`Database ${database}`);
  say(`Anchors  ${anchorFile}`);
  for (const portal of portals) for (const line of portalLines(portal)) say(line);
  if (portals.length === 0) say('There is no portal in it yet.');
  for (const finding of findings) say(paint('red', findingLine(finding)));
  if (findings.length > 0) {
    say(`${findings.length === 1 ? 'One thing is' : `${findings.length} things are`} not as saved.`);
  }
}

function portalLines(check: PortalCheck): string[] {
  const { portalId, name, chain } = check;
  return [
    `Portal ${portalId} (${name})`,
    ...(chain.ok
      ? [`  ✔ Chain intact, ${chain.entries} entries, head ${chain.head}`, ...heldLines(chain)]
      : [`  ✖ Chain broken at entry ${chain.sequence} of ${chain.entries}`]),
    matchLine(check.figures, 'recorded figures computed again'),
    matchLine(check.decisions, 'decisions as recorded'),
    matchLine(check.estimates, 'saved estimates computed again'),
    matchLine(check.facts, 'booked days computed again'),
    matchLine(check.summaries, 'rolled sums of accounts added up again'),
  ];
}

function heldLines({ anchors, unsealed }: PortalCheck['chain'] & { ok: true }): string[] {
  const lines = [
    anchors === 0 ? '    No anchor holds it from outside yet' : `    Held against ${anchors} anchors outside`,
  ];
  if (unsealed > 0) lines.push(`    The first ${unsealed} entries are from before the key: unsealed`);
  return lines;
}

function matchLine({ checked, matching }: Counted, what: string): string {
  return `  ${matching === checked ? '✔ Matches' : '✖ Differs'}: ${matching} of ${checked} ${what}`;
}
