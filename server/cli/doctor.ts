import type { Command } from 'commander';
import { demoEnvironment, readEnvironment } from '../env.ts';
import { EXIT, type Finish } from './exit-code.ts';
import type { HealthCheck } from './health-check.ts';
import { DEMO_OPTION } from './open-database.ts';
import { paint, say, sayJson } from './say.ts';

type Options = { online?: true; json?: true; demo?: true };

const AFTER = `
Looks at the runtime, the data folder and its disk, the database and each portal in it, the warehouses that are set,
and how each portal is connected to HubSpot. It changes nothing, prints no secret, and calls HubSpot only with --online.
Exit codes: 0 all is well, 1 something needs a look or is broken.

Examples:
  $ dealfloor doctor
  $ dealfloor doctor --online --json
  $ dealfloor doctor --demo
`;

/** `dealfloor doctor`: whether this deployment is well, and what to do where it is not. */
export function addDoctorCommand(program: Command, finish: Finish): void {
  program
    .command('doctor')
    .description('whether this deployment is well, and what to do where it is not')
    .option('--online', 'ask HubSpot as well')
    .option('--json', 'as JSON')
    .option(...DEMO_OPTION)
    .addHelpText('after', AFTER)
    .action(async ({ online, json, demo }: Options) => {
      const checks = await examineAll(online === true, demo === true);
      const isWell = checks.every(({ state }) => state === 'ok');
      if (json) sayJson({ isWell, checks });
      else report(checks);
      finish(isWell ? EXIT.ok : EXIT.findings);
    });
}

async function examineAll(online: boolean, demo: boolean): Promise<HealthCheck[]> {
  const environment = readEnvironment();
  const looked = demo ? demoEnvironment(environment) : environment;
  const asking = demo ? 'never' : online ? 'now' : 'on demand';
  const { checkMachine } = await import('./check-machine.ts');
  const { checkDeployment } = await import('./check-deployment.ts');
  const { checkOutside } = await import('./check-outside.ts');
  return [
    ...(await checkMachine(looked.DEALFLOOR_DATA)),
    ...(await checkDeployment({ environment: looked, asking })),
    ...(await checkOutside(environment, online)),
  ];
}

const MARKS = {
  ok: ['green', 'OK    '],
  look: ['yellow', 'look  '],
  broken: ['red', 'broken'],
} as const;

function report(checks: readonly HealthCheck[]): void {
  for (const { name, state, sentence, toDo } of checks) {
    const [colour, word] = MARKS[state];
    say(`${paint(colour, word)}  ${name}: ${sentence}`);
    if (toDo !== null) say(`        ${toDo}`);
  }
}
