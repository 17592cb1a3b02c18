import { BreakEven, Estimate, EstimateVersion, PreviewInput, SaveInput } from '@dealfloor/price-book';
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { AppEnv } from '../http/app-env.ts';
import { DealPath, jsonAnswer, jsonBody, PROBLEMS } from '../http/router.ts';
import type { Ports } from '../ports.ts';
import { previewEstimate, solveBreakEven } from './preview-estimate.ts';
import { readEstimateVersion } from './read-estimate-version.ts';
import { saveEstimate } from './save-estimate.ts';

const VersionPath = z.object({
  version: z
    .string()
    .regex(/^[1-9]\d{0,6}$/, 'A version is a number from 1.')
    .transform(Number)
    .openapi({ param: { name: 'version', in: 'path' }, type: 'integer', example: 2 }),
});

const preview = createRoute({
  method: 'post',
  path: '/deals/{dealId}/preview',
  summary: 'Estimate a sizing; only that it was tried is kept',
  request: { params: DealPath, ...jsonBody(PreviewInput) },
  responses: {
    200: jsonAnswer(Estimate, 'Cost, margin, range and verdict in exact decimal text.'),
    ...PROBLEMS,
  },
});

const solve = createRoute({
  method: 'post',
  path: '/deals/{dealId}/break-even',
  summary: 'The price and volume at which a sizing just reaches the floor',
  request: { params: DealPath, ...jsonBody(PreviewInput) },
  responses: { 200: jsonAnswer(BreakEven, 'Null where nothing in reach does.'), ...PROBLEMS },
});

const save = createRoute({
  method: 'post',
  path: '/deals/{dealId}/estimates',
  summary: 'Save a sizing as the next version of the deal’s estimate',
  request: { params: DealPath, ...jsonBody(SaveInput) },
  responses: { 201: jsonAnswer(EstimateVersion, 'The saved version, frozen with its prices.'), ...PROBLEMS },
});

const read = createRoute({
  method: 'get',
  path: '/deals/{dealId}/estimates/{version}',
  summary: 'One saved version, as it was frozen',
  request: { params: DealPath.extend(VersionPath.shape) },
  responses: { 200: jsonAnswer(EstimateVersion, 'The version, to look at or to restore.'), ...PROBLEMS },
});

/** Sizing, break-even, saving, and reading what was saved. */
export function addEstimateRoutes(router: OpenAPIHono<AppEnv>, ports: Ports): void {
  router.openapi(preview, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') };
    return c.json(await previewEstimate(ports, c.get('actor'), input), 200);
  });
  router.openapi(solve, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') };
    return c.json(await solveBreakEven(ports, c.get('actor'), input), 200);
  });
  router.openapi(save, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') };
    return c.json(await saveEstimate(ports, c.get('actor'), input), 201);
  });
  router.openapi(read, async (c) =>
    c.json(await readEstimateVersion(ports, c.get('actor'), c.req.valid('param')), 200),
  );
}
