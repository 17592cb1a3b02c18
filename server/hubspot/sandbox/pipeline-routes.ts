import { Hono } from 'hono';
import { noSuchRoute, notFound } from './hubspot-refusal.ts';
import { toWirePipeline } from './pipeline.ts';
import { objectTypeIn, type SandboxContext, type SandboxEnv } from './sandbox-context.ts';

export function pipelineRoutes(): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>({ strict: false });

  routes.get('/:type', (c) => c.json({ results: pipelinesIn(c) }));

  routes.get('/:type/:id', (c) => c.json(pipelineIn(c)));

  routes.get('/:type/:id/stages', (c) => c.json({ results: pipelineIn(c).stages }));

  return routes;
}

function pipelinesIn(c: SandboxContext) {
  if (objectTypeIn(c, 'type', 'read') !== 'deals') throw noSuchRoute();
  const { pipelines, since } = c.get('portal');
  return pipelines.map((pipeline, order) => toWirePipeline(pipeline, order, since.toISOString()));
}

function pipelineIn(c: SandboxContext) {
  const id = c.req.param('id') ?? '';
  const pipeline = pipelinesIn(c).find((candidate) => candidate.id === id);
  if (!pipeline) throw notFound(id);
  return pipeline;
}
