import type { OpenAPIHono } from '@hono/zod-openapi';
import type { AppEnv } from '../http/app-env.ts';
import type { DemoCompany } from './demo-company.ts';

/** Who can be played in the demo, and where its sandbox is. */
export function addDemoRoutes(app: OpenAPIHono<AppEnv>, demo: DemoCompany): void {
  app.get('/api/v1/demo', (c) => c.json(demo));
}
