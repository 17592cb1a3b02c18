import { Proposal, ProposalDecisionInput, ProposalInput, ProposalView } from '@dealfloor/price-book';
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { AppEnv } from '../http/app-env.ts';
import { jsonAnswer, jsonBody, PROBLEMS } from '../http/router.ts';
import type { Ports } from '../ports.ts';
import { publishProposal, refuseProposal, withdrawProposal } from './decide-proposal.ts';
import { propose } from './propose.ts';
import { listProposals, readProposal } from './read-proposals.ts';

const ProposalPath = z.object({
  proposalId: z
    .string()
    .regex(/^[0-9a-f]{32}$/, 'A proposal id has 32 hexadecimal digits.')
    .openapi({ param: { name: 'proposalId', in: 'path' } }),
});

const create = createRoute({
  method: 'post',
  path: '/proposals',
  summary: 'Propose a policy, a price book or a person’s roles',
  request: jsonBody(ProposalInput),
  responses: { 201: jsonAnswer(Proposal, 'The open proposal; another person publishes it.'), ...PROBLEMS },
});

const list = createRoute({
  method: 'get',
  path: '/proposals',
  summary: 'What was proposed, newest first',
  responses: { 200: jsonAnswer(z.array(Proposal), 'At most 200.'), ...PROBLEMS },
});

const read = createRoute({
  method: 'get',
  path: '/proposals/{proposalId}',
  summary: 'One proposal with what it changes, and which open deals',
  request: { params: ProposalPath },
  responses: { 200: jsonAnswer(ProposalView, 'The difference in words.'), ...PROBLEMS },
});

const DECISIONS = [
  { verb: 'publish', summary: 'Put a proposal into force', act: publishProposal },
  { verb: 'refuse', summary: 'Refuse a proposal, saying why', act: refuseProposal },
  { verb: 'withdraw', summary: 'Take one’s own proposal back', act: withdrawProposal },
] as const;

/** Changes of master data: proposed by one person, published by another. */
export function addProposalRoutes(router: OpenAPIHono<AppEnv>, ports: Ports): void {
  router.openapi(create, async (c) => c.json(await propose(ports, c.get('actor'), c.req.valid('json')), 201));
  router.openapi(list, async (c) => c.json(await listProposals(ports, c.get('actor')), 200));
  router.openapi(read, async (c) =>
    c.json(await readProposal(ports, c.get('actor'), c.req.valid('param').proposalId), 200),
  );
  for (const { verb, summary, act } of DECISIONS) {
    const route = createRoute({
      method: 'post',
      path: `/proposals/{proposalId}/${verb}`,
      summary,
      request: { params: ProposalPath, ...jsonBody(ProposalDecisionInput) },
      responses: { 200: jsonAnswer(Proposal, 'The proposal after it.'), ...PROBLEMS },
    });
    router.openapi(route, async (c) => {
      const input = { ...c.req.valid('param'), ...c.req.valid('json') };
      return c.json(await act(ports, c.get('actor'), input), 200);
    });
  }
}
