import type { Command } from 'commander';
import type { Actor } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { choosePortal, PORTAL_OPTION } from './choose-portal.ts';
import { AS_OPTION, parseId } from './identity-flags.ts';
import { requireDatabase } from './open-database.ts';
import { withDeployment } from './open-deployment.ts';
import { paint, say, sayJson } from './say.ts';
import { tableLines } from './text-table.ts';

type Options = { as: string; note?: string; portal?: string; demo?: true; json?: true };

const AFTER = `
A policy, a price book and the roles of a person are proposed by one person and published by another.
Whoever can use this command could name anybody in --as: the audit says that it came from the command line.

Examples:
  $ dealfloor policy import next-policy.json --as 9011 --note "Floor 62% from January, as the board asked."
  $ dealfloor proposals list --as 9012
  $ dealfloor proposals publish 0193… --as 9012
  $ dealfloor proposals refuse 0193… --as 9012 --note "Not before the new contract."
`;

/** `dealfloor proposals`: what waits for a second person. */
export function addProposalsCommand(program: Command): void {
  const group = program
    .command('proposals')
    .description('changes of policy, prices and roles that wait for a second person')
    .addHelpText('after', AFTER);
  withOptions(group.command('list').description('every proposal, the newest first')).action(list);
  withOptions(
    group.command('show').argument('<id>').description('what a proposal changes, and which open deals'),
  ).action(show);
  withOptions(group.command('publish').argument('<id>').description('put a proposal into force')).action(
    (id: string, options: Options) => decide('publish', id, options),
  );
  withOptions(group.command('refuse').argument('<id>').description('refuse a proposal, saying why')).action(
    (id: string, options: Options) => decide('refuse', id, options),
  );
}

function withOptions(command: Command): Command {
  return command
    .requiredOption(...AS_OPTION, parseId)
    .option('--note <why>', 'why')
    .option(...PORTAL_OPTION, parseId)
    .option('--demo', 'in the demo company of DEALFLOOR_DATA')
    .option('--json', 'as JSON');
}

async function withActor(
  { as, portal, demo }: Options,
  work: (ports: Ports, actor: Actor) => Promise<void>,
): Promise<void> {
  requireDatabase(demo);
  await withDeployment(async (ports) => {
    const { actorAs } = await import('./hand-in.ts');
    await work(ports, await actorAs(ports, await choosePortal(ports.database, portal), as));
  }, demo);
}

function list(options: Options): Promise<void> {
  return withActor(options, async (ports, actor) => {
    const { listProposals } = await import('../proposals/read-proposals.ts');
    const proposals = await listProposals(ports, actor);
    if (options.json) return sayJson(proposals);
    if (proposals.length === 0) return say('Nothing was proposed yet.');
    const columns = ['Id', 'What', 'From', 'By', 'State'].map((heading) => ({
      heading,
      align: 'left' as const,
    }));
    const rows = proposals.map(({ id, title, effectiveFrom, proposedBy, state }) => {
      return [id, title, effectiveFrom ?? 'at once', proposedBy.name, state];
    });
    const [head = '', ...lines] = tableLines(columns, rows);
    say(paint('bold', head));
    for (const line of lines) say(line);
  });
}

function show(id: string, options: Options): Promise<void> {
  return withActor(options, async (ports, actor) => {
    const { readProposal } = await import('../proposals/read-proposals.ts');
    const view = await readProposal(ports, actor, id);
    if (options.json) return sayJson(view);
    say(`${view.proposal.title}, proposed by ${view.proposal.proposedBy.name}: ${view.proposal.note}`);
    for (const { what, before, after } of view.differences)
      say(`  ${what}: ${before ?? '–'} → ${after ?? '–'}`);
    for (const { name, before, after } of view.deals?.changed ?? [])
      say(`  ${name}: ${before.word} → ${after.word}`);
    if (view.deals)
      say(`${view.deals.changed.length} of ${view.deals.looked} open deals change their verdict.`);
    if (view.whyNotPublish) say(view.whyNotPublish);
  });
}

function decide(verb: 'publish' | 'refuse', proposalId: string, options: Options): Promise<void> {
  return withActor(options, async (ports, actor) => {
    const { publishProposal, refuseProposal } = await import('../proposals/decide-proposal.ts');
    const act = verb === 'publish' ? publishProposal : refuseProposal;
    const input = { proposalId, idempotencyKey: ports.ids.next(), note: options.note?.trim() ?? '' };
    const done = await act(ports, actor, input);
    if (options.json) return sayJson(done);
    say(`${done.title} was ${done.state}.`);
  });
}
