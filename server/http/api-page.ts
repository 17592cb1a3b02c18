import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { AppEnv } from './app-env.ts';

const page = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Dealfloor API</title><meta name="viewport" content="width=device-width"></head>
<body><redoc spec-url="/openapi.json" disable-search="true"></redoc><script src="/api/redoc.js"></script></body>
</html>`;

/** The document of the API and a page that draws it, both from this machine alone. */
export function addApiPage(app: OpenAPIHono<AppEnv>): void {
  const script = readFileSync(
    fileURLToPath(import.meta.resolve('redoc/bundles/redoc.standalone.js')),
    'utf8',
  );
  app.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Dealfloor',
      version: '1',
      description:
        'Cost, margin and verdict of a deal from the shared price book. Money is decimal text in USD, exact to the nano-dollar. Routes under /hubspot are signed by HubSpot (X-HubSpot-Signature-v3) and serve the card; routes under /api/v1 serve the console.',
    },
  });
  app.get('/api', (c) => c.html(page));
  app.get('/api/redoc.js', (c) => c.body(script, 200, { 'Content-Type': 'text/javascript; charset=UTF-8' }));
}
