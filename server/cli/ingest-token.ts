import type { Command } from 'commander';
import { systemActor } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { choosePortal, PORTAL_OPTION } from './choose-portal.ts';
import { CommandError } from './command-error.ts';
import { parseId, parseName } from './identity-flags.ts';
import { requireDatabase } from './open-database.ts';
import { withDeployment } from './open-deployment.ts';
import { paint, say, sayJson } from './say.ts';
import { tableLines } from './text-table.ts';

type Options = { portal?: string; demo?: true; json?: true };

const AFTER = `
A token lets a machine hand in usage events at POST /api/v1/usage-events, for one portal. It is shown once and kept
nowhere; make another one and revoke the old one to change it. The fields of an event: docs/sources.md.

Examples:
  $ dealfloor ingest-token create --name "edge gateway"
  $ dealfloor ingest-token list
  $ dealfloor ingest-token revoke 0193f2...
`;

/** `dealfloor ingest-token`: which machines may hand in usage events. */
export function addIngestTokenCommand(program: Command): void {
  const group = program
    .command('ingest-token')
    .description('which machines may hand in usage events')
    .addHelpText('after', AFTER);
  const command = (name: string, description: string) =>
    group
      .command(name)
      .description(description)
      .option(...PORTAL_OPTION, parseId)
      .option('--demo', 'for the demo company of DEALFLOOR_DATA')
      .option('--json', 'as JSON')
      .addHelpText('after', AFTER);
  command('create', 'make a token and show it once')
    .requiredOption('--name <name>', 'what it is for', parseName)
    .action((options: Options & { name: string }) => inPortal(options, create));
  command('list', 'every token there is or was').action((options: Options) => inPortal(options, list));
  command('revoke', 'close the door to a token')
    .argument('<id>', 'the id that "list" shows')
    .action((id: string, options: Options) => inPortal({ ...options, id }, revoke));
}

async function inPortal<Given extends Options>(
  options: Given,
  work: (ports: Ports, portalId: string, options: Given) => Promise<void>,
): Promise<void> {
  requireDatabase(options.demo);
  await withDeployment(
    async (ports) => work(ports, await choosePortal(ports.database, options.portal), options),
    options.demo,
  );
}

async function create(
  ports: Ports,
  portalId: string,
  { name, json }: Options & { name: string },
): Promise<void> {
  const { createIngestToken } = await import('../facts/ingest/ingest-tokens.ts');
  const { token, text } = await createIngestToken(ports, systemActor(portalId, 'cli'), name);
  if (json) return sayJson({ portalId, ...token, token: text });
  say(text);
  say(`This is the token of "${name}" (id ${token.id}). It is not shown again.`);
}

async function list(ports: Ports, portalId: string, { json }: Options): Promise<void> {
  const { listIngestTokens } = await import('../facts/ingest/ingest-tokens.ts');
  const tokens = await listIngestTokens(ports.database, portalId);
  if (json) return sayJson(tokens);
  if (tokens.length === 0)
    return say('There is no token yet. Make one with "dealfloor ingest-token create".');
  const columns = ['Id', 'Name', 'Made', 'Revoked'].map((heading) => ({ heading, align: 'left' as const }));
  const cells = tokens.map(({ id, name, createdAt, revokedAt }) => [id, name, createdAt, revokedAt ?? '–']);
  const [head = '', ...lines] = tableLines(columns, cells);
  say(paint('bold', head));
  for (const line of lines) say(line);
}

async function revoke(ports: Ports, portalId: string, { id, json }: Options & { id: string }): Promise<void> {
  if (!/^[0-9a-f]{32}$/.test(id))
    throw new CommandError('usage', 'The id of a token has 32 hexadecimal digits.');
  const { revokeIngestToken } = await import('../facts/ingest/ingest-tokens.ts');
  await revokeIngestToken(ports, systemActor(portalId, 'cli'), id);
  if (json) return sayJson({ portalId, id, revoked: true });
  say(`${id} opens nothing any more.`);
}
