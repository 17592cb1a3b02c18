import type { Command } from 'commander';
import type { Environment } from '../env.ts';
import type { FoundingAnswers } from './ask-founding.ts';
import type { Founded, Founding } from './found-deployment.ts';
import { parseEmail, parseId, parseName } from './identity-flags.ts';
import { withDeployment } from './open-deployment.ts';
import { say, sayJson } from './say.ts';

type Options = Partial<FoundingAnswers> & { yes?: true; json?: true };

const AFTER = `
Makes an empty deployment in DEALFLOOR_DATA (default .data): the portal, the bundled price books and policy, and the
first admin. On a terminal it asks for what the flags leave open. Running it again changes nothing.

Examples:
  $ dealfloor init
  $ DEALFLOOR_DATA=/var/lib/dealfloor dealfloor init --portal 24681357 --name "Acme" \\
      --admin-user-id 9041 --admin-email noor@acme.example --admin-name "Noor Aziz"
`;

/** `dealfloor init`: an empty deployment with its first admin. */
export function addInitCommand(program: Command): void {
  program
    .command('init')
    .description('make an empty deployment: portal, prices, policy, first admin')
    .option('--portal <id>', 'HubSpot portal id', parseId)
    .option('--name <name>', 'name of the company', parseName)
    .option('--admin-user-id <id>', 'HubSpot user id of the first admin', parseId)
    .option('--admin-email <email>', 'their e-mail address', parseEmail)
    .option('--admin-name <name>', 'their name', parseName)
    .option('--yes', 'do not ask whether it is right')
    .option('--json', 'as JSON')
    .addHelpText('after', AFTER)
    .action(async (options: Options) => {
      const mayAsk = process.stdin.isTTY && process.stdout.isTTY && !options.json;
      const { completeFounding } = await import('./ask-founding.ts');
      const answers = await completeFounding(options, { mayAsk, yes: options.yes === true });
      const founding = foundingOf(answers);
      await withDeployment(async (ports, environment) => {
        const { foundDeployment } = await import('./found-deployment.ts');
        const founded = await foundDeployment(ports, founding);
        if (options.json) sayJson({ portalId: founding.portalId, ...founded });
        else report(founding, founded, environment);
      });
    });
}

function foundingOf({ portal, name, adminUserId, adminEmail, adminName }: FoundingAnswers): Founding {
  const admin = { userId: adminUserId, email: adminEmail, name: adminName, ownerId: null };
  return { portalId: portal, name, admin: { ...admin, roles: ['admin'] } };
}

function report({ portalId, name, admin }: Founding, founded: Founded, environment: Environment): void {
  const { portal, versions, changed } = founded;
  const data = environment.DEALFLOOR_DATA;
  if (!changed) {
    say(
      `Nothing was changed: portal ${portalId} is in ${data} with its prices, and user ${admin.userId} has the`,
    );
    say(`role ${founded.roles.join(', ')}. Use "dealfloor people add" to give other roles.`);
  } else {
    say(`Portal ${portalId} ${portal === 'made' ? `(${name}) was made` : 'was there already'} in ${data}.`);
    say(
      `On its shelf: price books ${versions.priceBooks.join(', ')}; policy ${versions.policies.join(', ')}.`,
    );
    say(
      `${admin.name} (user ${admin.userId}) ${founded.admin === 'added' ? 'is its admin' : 'was there already'}.`,
    );
  }
  say(nextSteps(portalId, data));
}

function nextSteps(portalId: string, data: string): string {
  return `
Connect HubSpot with these environment variables; both secrets stand in the app's settings in HubSpot:

  DEALFLOOR_DEMO=0
  DEALFLOOR_DATA=${data}
  PUBLIC_ORIGIN=https://…            where people open the console
  HUBSPOT_PORTAL_ID=${portalId}
  HUBSPOT_ACCESS_TOKEN=…             of the private app
  HUBSPOT_CLIENT_SECRET=…            it signs what the card sends

Give people their roles, then start:

  $ dealfloor people add --portal ${portalId} --user-id … --email … --name "…" --role ae
  $ dealfloor people add --portal ${portalId} --user-id … --email … --name "…" --role finance
  $ dealfloor serve`;
}
