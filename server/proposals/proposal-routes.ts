import {
  KnownPerson,
  PolicyInForce,
  Proposal,
  ProposalDecisionInput,
  ProposalInput,
  ProposalPreview,
  ProposalPreviewInput,
  ProposalView,
} from '@dealfloor/price-book';
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { AppEnv } from '../http/app-env.ts';
import { jsonAnswer, jsonBody, PROBLEMS } from '../http/router.ts';
import type { Ports } from '../ports.ts';
import { publishProposal, refuseProposal, withdrawProposal } from './decide-proposal.ts';
import { previewProposal } from './preview-proposal.ts';
import { propose } from './propose.ts';
import { listProposals, readProposal } from './read-proposals.ts';
import { listKnownPeople, readPolicyInForce } from './read-starting-points.ts';

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

const preview = createRoute({
  method: 'post',
  path: '/proposals/preview',
  summary: 'What a policy, a price book or a person’s roles would change; nothing is written',
  request: jsonBody(ProposalPreviewInput),
  responses: {
    200: jsonAnswer(ProposalPreview, 'The difference in words, open deals, and who can publish it.'),
    ...PROBLEMS,
  },
});

const policyInForce = createRoute({
  method: 'get',
  path: '/policy',
  summary: 'The policy in force, from which another is proposed',
  responses: { 200: jsonAnswer(PolicyInForce, 'The policy, and versions of a later day.'), ...PROBLEMS },
});

const people = createRoute({
  method: 'get',
  path: '/people',
  summary: 'The people of the portal and their roles',
  responses: { 200: jsonAnswer(z.array(KnownPerson), 'By name, without addresses.'), ...PROBLEMS },
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
  router.openapi(preview, async (c) =>
    c.json(await previewProposal(ports, c.get('actor'), c.req.valid('json')), 200),
  );
  router.openapi(policyInForce, async (c) => c.json(await readPolicyInForce(ports, c.get('actor')), 200));
  router.openapi(people, async (c) => c.json(await listKnownPeople(ports, c.get('actor')), 200));
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
