import type { Database } from '../db/database.ts';
import { CommandError } from './command-error.ts';

export const PORTAL_OPTION = ['--portal <id>', 'HubSpot portal id (default: the only one there is)'] as const;

/** The portal that was asked for, or the only one that a deployment has. */
export async function choosePortal(
  { query, tables: { portals } }: Pick<Database, 'query' | 'tables'>,
  asked: string | undefined,
): Promise<string> {
  const known = (await query.select().from(portals)).map((row) => row.portalId).sort();
  if (asked !== undefined) {
    if (known.includes(asked)) return asked;
    throw new CommandError(
      'usage',
      `There is no portal ${asked} here. There are: ${known.join(', ') || 'none'}.`,
    );
  }
  const [only, ...others] = known;
  if (only !== undefined && others.length === 0) return only;
  if (only === undefined) {
    throw new CommandError('usage', 'There is no portal here. Make one with "dealfloor init".');
  }
  throw new CommandError('usage', `There are several portals: say --portal ${known.join(' or --portal ')}.`);
}
