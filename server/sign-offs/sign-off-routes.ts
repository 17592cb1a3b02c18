import {
  BulkDecision,
  BulkDecisionInput,
  Comment,
  CommentInput,
  DecisionInput,
  IdempotencyKey,
  Queue,
  Review,
  SignOff,
  SubmitInput,
} from '@dealfloor/price-book';
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { AppEnv } from '../http/app-env.ts';
import { DealPath, jsonAnswer, jsonBody, PROBLEMS, SignOffId } from '../http/router.ts';
import type { Ports } from '../ports.ts';
import { commentOnSignOff } from './comment-on-sign-off.ts';
import { decideMany } from './decide-many.ts';
import { decideSignOff } from './decide-sign-off.ts';
import { readQueue } from './read-queue.ts';
import { readReview } from './read-review.ts';
import { submitSignOff } from './submit-sign-off.ts';
import { withdrawSignOff } from './withdraw-sign-off.ts';

const SignOffPath = z.object({ signOffId: SignOffId.openapi({ param: { name: 'signOffId', in: 'path' } }) });

const submit = createRoute({
  method: 'post',
  path: '/deals/{dealId}/sign-offs',
  summary: 'Ask finance to sign the newest saved version',
  request: { params: DealPath, ...jsonBody(SubmitInput) },
  responses: { 201: jsonAnswer(SignOff, 'The waiting request.'), ...PROBLEMS },
});

const withdraw = createRoute({
  method: 'post',
  path: '/deals/{dealId}/sign-offs/{signOffId}/withdraw',
  summary: 'Take a waiting request back',
  request: {
    params: DealPath.extend(SignOffPath.shape),
    ...jsonBody(z.strictObject({ idempotencyKey: IdempotencyKey })),
  },
  responses: { 200: jsonAnswer(SignOff, 'The withdrawn request.'), ...PROBLEMS },
});

const commentOnDeal = createRoute({
  method: 'post',
  path: '/deals/{dealId}/sign-offs/{signOffId}/comments',
  summary: 'Write on the thread of a deal’s request',
  request: { params: DealPath.extend(SignOffPath.shape), ...jsonBody(CommentInput) },
  responses: { 201: jsonAnswer(Comment, 'The comment, which is never changed.'), ...PROBLEMS },
});

const comment = createRoute({
  method: 'post',
  path: '/sign-offs/{signOffId}/comments',
  summary: 'Write on the thread of a request',
  request: { params: SignOffPath, ...jsonBody(CommentInput) },
  responses: { 201: jsonAnswer(Comment, 'The comment, which is never changed.'), ...PROBLEMS },
});

const queue = createRoute({
  method: 'get',
  path: '/sign-offs',
  summary: 'Finance’s list, the largest exposure first',
  request: {
    query: z.object({ status: z.enum(['waiting', 'decided', 'expiring', 'all']).default('waiting') }),
  },
  responses: { 200: jsonAnswer(Queue, 'At most 200 requests.'), ...PROBLEMS },
});

const review = createRoute({
  method: 'get',
  path: '/sign-offs/{signOffId}',
  summary: 'Everything an approver looks at',
  request: { params: SignOffPath },
  responses: { 200: jsonAnswer(Review, 'The frozen figures beside today’s.'), ...PROBLEMS },
});

const decide = createRoute({
  method: 'post',
  path: '/sign-offs/{signOffId}/decisions',
  summary: 'Decide a request, bound to the figures that were seen',
  request: { params: SignOffPath, ...jsonBody(DecisionInput) },
  responses: { 200: jsonAnswer(SignOff, 'The request after the decision.'), ...PROBLEMS },
});

const decideTogether = createRoute({
  method: 'post',
  path: '/sign-offs/decisions',
  summary: 'Decide several requests with one note; never a loss',
  request: jsonBody(BulkDecisionInput),
  responses: { 200: jsonAnswer(BulkDecision, 'What became of each of them.'), ...PROBLEMS },
});

/** Asking, taking back and writing: for the card and for the console. */
export function addRequestRoutes(router: OpenAPIHono<AppEnv>, ports: Ports): void {
  router.openapi(submit, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') };
    return c.json(await submitSignOff(ports, c.get('actor'), input), 201);
  });
  router.openapi(withdraw, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') };
    return c.json(await withdrawSignOff(ports, c.get('actor'), input), 200);
  });
  router.openapi(commentOnDeal, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') };
    return c.json(await commentOnSignOff(ports, c.get('actor'), input), 201);
  });
}

/** Finance’s list: for the app page and for the console. */
export function addQueueRoute(router: OpenAPIHono<AppEnv>, ports: Ports): void {
  router.openapi(queue, async (c) =>
    c.json(await readQueue(ports, c.get('actor'), c.req.valid('query').status), 200),
  );
}

/** Looking closely and deciding: for the console. */
export function addDecisionRoutes(router: OpenAPIHono<AppEnv>, ports: Ports): void {
  router.openapi(review, async (c) =>
    c.json(await readReview(ports, c.get('actor'), c.req.valid('param').signOffId), 200),
  );
  router.openapi(decideTogether, async (c) =>
    c.json(await decideMany(ports, c.get('actor'), c.req.valid('json')), 200),
  );
  router.openapi(decide, async (c) => {
    const { signOffId } = c.req.valid('param');
    return c.json(await decideSignOff(ports, c.get('actor'), signOffId, c.req.valid('json')), 200);
  });
  router.openapi(comment, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json'), dealId: null };
    return c.json(await commentOnSignOff(ports, c.get('actor'), input), 201);
  });
}
