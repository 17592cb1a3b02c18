import { Policy, PriceBook, type ProposedChange } from '@dealfloor/price-book';
import type { Command } from 'commander';
import type { z } from 'zod';
import { fieldIssues } from '../http/field-issues.ts';
import { choosePortal, PORTAL_OPTION } from './choose-portal.ts';
import { CommandError } from './command-error.ts';
import type { HandedIn } from './hand-in.ts';
import { AS_OPTION, parseId } from './identity-flags.ts';
import { requireDatabase } from './open-database.ts';
import { withDeployment } from './open-deployment.ts';
import { nameOfInput, readInputJson } from './read-input-file.ts';
import { say, sayJson } from './say.ts';

type Options = { as?: string; note?: string; portal?: string; demo?: true; json?: true };

const MOST_BYTES = 4_194_304;

/** `dealfloor price-book import`: a new version, proposed as soon as the portal has one in force. */
export function addPriceBookImport(group: Command): void {
  addImport(group, 'a price book', async (file, options) => {
    const priceBook = await readTerms(file, 'a price book', PriceBook);
    await send({ kind: 'price-book', priceBook }, `Price book ${priceBook.version}`, options);
  });
}

/** `dealfloor policy import`: the same for the rules. */
export function addPolicyCommand(program: Command): void {
  const group = program.command('policy').description('the rules of a sign-off');
  addImport(group, 'a policy', async (file, options) => {
    const policy = await readTerms(file, 'a policy', Policy);
    await send({ kind: 'policy', policy }, `Policy ${policy.version}`, options);
  });
}

function addImport(group: Command, noun: string, run: (file: string, options: Options) => Promise<void>) {
  group
    .command('import')
    .argument('<file>', 'a JSON file, or - for standard input')
    .description(`propose ${noun}; the first one of a portal goes straight onto its shelf`)
    .option(...AS_OPTION, parseId)
    .option('--note <why>', 'why, in at least 10 characters')
    .option(...PORTAL_OPTION, parseId)
    .option('--demo', 'in the demo company of DEALFLOOR_DATA')
    .option('--json', 'as JSON')
    .action(run);
}

async function readTerms<Value>(file: string, noun: string, schema: z.ZodType<Value>): Promise<Value> {
  const parsed = schema.safeParse(await readInputJson(file, { noun, mostBytes: MOST_BYTES }));
  if (parsed.success) return parsed.data;
  throw new CommandError('refused', `${nameOfInput(file)}: this is not ${noun}.`, fieldIssues(parsed.error));
}

async function send(
  change: ProposedChange,
  what: string,
  { portal, demo, json, ...by }: Options,
): Promise<void> {
  requireDatabase(demo);
  await withDeployment(async (ports) => {
    const { handIn } = await import('./hand-in.ts');
    const handed = await handIn(ports, await choosePortal(ports.database, portal), change, by);
    if (json) return sayJson(handed);
    say(handedInSentence(what, handed));
  }, demo);
}

function handedInSentence(what: string, handed: HandedIn): string {
  if (handed.result === 'done') return `${what} is on the shelf: the portal had none in force.`;
  return `${what} was proposed. Another person publishes it: dealfloor proposals publish ${handed.id} --as USER`;
}
