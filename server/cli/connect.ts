import type { Command } from 'commander';
import type { Ports } from '../ports.ts';
import { CommandError } from './command-error.ts';
import { parseId } from './identity-flags.ts';
import { withDeployment } from './open-deployment.ts';
import { readInputText } from './read-input-file.ts';
import { say, sayJson } from './say.ts';

type ConnectOptions = { tokenFile: string; portal?: string; json?: true };
type DisconnectOptions = { portal: string; json?: true };

const TOKEN_FILE = { noun: 'an access token', mostBytes: 4_096 };

const AFTER_CONNECT = `
Asks HubSpot which account the token opens, seals it and keeps it; the running service uses it at once. The token comes
from a file, or from standard input for "-": an argument would stand in the list of processes.
Several accounts connect by OAuth: see docs/hubspot-setup.md.

Examples:
  $ dealfloor connect --token-file token.txt
  $ pass show hubspot/dealfloor | dealfloor connect --token-file -
`;

const AFTER_DISCONNECT = `
Revokes what HubSpot lets us revoke and forgets the tokens. Decisions, their audit and the dealfloor_* properties stay.

Example:
  $ dealfloor disconnect --portal 24681357
`;

/** `dealfloor connect` and `dealfloor disconnect`: which HubSpot accounts this deployment may speak with. */
export function addConnectCommands(program: Command): void {
  program
    .command('connect')
    .description('connect a HubSpot account by its static token')
    .requiredOption('--token-file <file>', 'where the access token stands')
    .option('--portal <id>', 'refuse a token that opens another account', parseId)
    .option('--json', 'as JSON')
    .addHelpText('after', AFTER_CONNECT)
    .action((options: ConnectOptions) => withDeployment((ports) => connect(ports, options)));
  program
    .command('disconnect')
    .description('take back our access to a HubSpot account')
    .requiredOption('--portal <id>', 'HubSpot portal id', parseId)
    .option('--json', 'as JSON')
    .addHelpText('after', AFTER_DISCONNECT)
    .action((options: DisconnectOptions) => withDeployment((ports) => disconnect(ports, options)));
}

async function connect(ports: Ports, { tokenFile, portal, json }: ConnectOptions): Promise<void> {
  const token = (await readInputText(tokenFile, TOKEN_FILE)).trim();
  if (!/^[\x21-\x7e]{8,}$/.test(token)) throw new CommandError('refused', 'There is no access token in it.');
  const { connectStatic } = await import('../connections/connect-static.ts');
  const portalId = await connectStatic(ports, token, portal);
  if (json) return sayJson({ portalId, state: 'connected' });
  say(`HubSpot account ${portalId} is connected. Its token is sealed in the database.`);
  say(`Give people their roles with "dealfloor people add --portal ${portalId}".`);
}

async function disconnect(ports: Ports, { portal, json }: DisconnectOptions): Promise<void> {
  const { disconnectPortal } = await import('../connections/disconnect.ts');
  const { systemActor } = await import('../people/actor.ts');
  const disconnected = await disconnectPortal(ports, systemActor(portal, 'cli'));
  if (json) return sayJson({ portalId: portal, ...disconnected });
  say(disconnected.sentence);
}
