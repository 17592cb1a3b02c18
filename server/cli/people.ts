import { Role } from '@dealfloor/price-book';
import type { Command } from 'commander';
import type { Ports } from '../ports.ts';
import { CommandError } from './command-error.ts';
import { AS_OPTION, collectRole, parseEmail, parseId, parseName } from './identity-flags.ts';
import { DEMO_OPTION, openDatabase, requireDatabase } from './open-database.ts';
import { withDeployment } from './open-deployment.ts';
import { paint, say, sayJson } from './say.ts';
import { tableLines } from './text-table.ts';

type AddOptions = {
  portal: string;
  userId: string;
  email: string;
  name: string;
  ownerId?: string;
  role: Role[];
  as?: string;
  note?: string;
  json?: true;
};
type ListOptions = { portal?: string; json?: true; demo?: true };

const AFTER = `
Roles: ${Role.options.join(', ')}. Sellers size deals and ask; finance and the CFO decide.
The first people are added at once. As soon as two of them can publish each other's changes (admin, finance, cfo), a
person is proposed: --as says by whom, --note why, and another one publishes it with "dealfloor proposals publish".
The user id and the owner id of a person are two numbers in HubSpot; the owner id is needed to give them tasks.

Examples:
  $ dealfloor people add --portal 24681357 --user-id 9011 --email mara@acme.example --name "Mara Lindqvist" --role finance
  $ dealfloor people add --portal 24681357 --user-id 9013 --email ted@acme.example --name "Ted Marsh" \\
      --owner-id 5013 --role cfo --role manager
  $ dealfloor people list --json
`;

/** `dealfloor people`: who may do what, before anyone can sign in. */
export function addPeopleCommand(program: Command): void {
  const group = program.command('people').description('who may do what').addHelpText('after', AFTER);
  group
    .command('add')
    .description('give a person their roles; again replaces them')
    .requiredOption('--portal <id>', 'HubSpot portal id', parseId)
    .requiredOption('--user-id <id>', 'HubSpot user id', parseId)
    .requiredOption('--email <email>', 'e-mail address', parseEmail)
    .requiredOption('--name <name>', 'name', parseName)
    .option('--owner-id <id>', 'HubSpot owner id', parseId)
    .requiredOption('--role <role>', 'a role; repeat the flag for more', collectRole)
    .option(...AS_OPTION, parseId)
    .option('--note <why>', 'why, once it must be proposed')
    .option('--json', 'as JSON')
    .addHelpText('after', AFTER)
    .action(async (options: AddOptions) => {
      requireDatabase();
      await withDeployment((ports) => add(ports, options));
    });
  group
    .command('list')
    .description('the people of every portal, or of one')
    .option('--portal <id>', 'HubSpot portal id', parseId)
    .option('--json', 'as JSON')
    .option(...DEMO_OPTION)
    .addHelpText('after', AFTER)
    .action(list);
}

async function add(
  ports: Ports,
  { portal, userId, email, name, ownerId, role, json, ...by }: AddOptions,
): Promise<void> {
  await requirePortal(ports, portal);
  const { giveRoles } = await import('./give-roles.ts');
  const person = { userId, email, name, ownerId: ownerId ?? null, roles: role };
  const given = await giveRoles(ports, portal, person, by);
  if (json) return sayJson({ portalId: portal, ...given, person });
  const roles = role.join(', ');
  const { result } = given;
  if (given.result === 'proposed')
    say(
      `${roles} for ${name} (user ${userId}) was proposed. Another person publishes it: dealfloor proposals publish ${given.id} --as USER`,
    );
  else if (result === 'unchanged')
    say(`Nothing was changed: ${name} (user ${userId}) has the role ${roles} already.`);
  else say(`${name} (user ${userId}) was ${result}: ${roles}.`);
}

async function requirePortal({ database }: Ports, portalId: string): Promise<void> {
  const { portals } = database.tables;
  const known = await database.query.select().from(portals);
  if (!known.some((row) => row.portalId === portalId)) {
    throw new CommandError('usage', `There is no portal ${portalId} here. Make it with "dealfloor init".`);
  }
}

async function list({ portal, json, demo }: ListOptions): Promise<void> {
  const database = await openDatabase(demo);
  const { people } = database.tables;
  const everyone = await database.query.select().from(people).orderBy(people.portalId, people.name);
  await database.close();
  const rows = everyone.filter(({ portalId }) => portal === undefined || portalId === portal);
  if (json) return sayJson(rows);
  if (rows.length === 0) return say('Nobody has a role yet. Add people with "dealfloor people add".');
  const columns = ['Portal', 'User', 'Owner', 'Name', 'E-mail', 'Roles'].map((heading) => ({
    heading,
    align: 'left' as const,
  }));
  const cells = rows.map(({ portalId, userId, ownerId, name, email, roles }) => [
    portalId,
    userId,
    ownerId ?? '–',
    name,
    email,
    roles.join(', '),
  ]);
  const [head = '', ...lines] = tableLines(columns, cells);
  say(paint('bold', head));
  for (const line of lines) say(line);
}
