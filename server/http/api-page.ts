import { fileURLToPath } from 'node:url';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Files } from '../files.ts';
import type { AppEnv } from './app-env.ts';

const page = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Dealfloor API</title><meta name="viewport" content="width=device-width"></head>
<body><redoc spec-url="/openapi.json" disable-search="true"></redoc><script src="/api/redoc.js"></script></body>
</html>`;

/** The document of the API and a page that draws it, both from this machine alone; made when somebody first asks. */
export function addApiPage(app: OpenAPIHono<AppEnv>, files: Files): void {
  const script = once(() =>
    files.readText(fileURLToPath(import.meta.resolve('redoc/bundles/redoc.standalone.js'))),
  );
  const document = once(() => JSON.stringify(describe(app)));
  app.get('/openapi.json', (c) => c.body(document(), 200, { 'Content-Type': 'application/json' }));
  app.get('/api', (c) => c.html(page));
  app.get('/api/redoc.js', (c) =>
    c.body(script(), 200, { 'Content-Type': 'text/javascript; charset=UTF-8' }),
  );
}

function once(make: () => string): () => string {
  let made: string | null = null;
  return () => {
    made ??= make();
    return made;
  };
}

const CONSOLE = { name: 'Console', description: 'Under /api/v1, for the console and for programs.' };
const CARD = {
  name: 'HubSpot card',
  description: 'Under /hubspot, signed by HubSpot (X-HubSpot-Signature-v3). The same verbs for the card.',
};

/** The OpenAPI document; each route stands under who calls it. */
function describe(app: OpenAPIHono<AppEnv>) {
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Dealfloor',
      version: '1',
      description:
        'Cost, margin and verdict of a deal from the shared price book. Money is decimal text in USD, exact to the nano-dollar.',
    },
    tags: [CONSOLE, CARD],
  });
  for (const [path, operations] of Object.entries(document.paths ?? {})) {
    const { name } = path.startsWith('/hubspot') ? CARD : CONSOLE;
    for (const operation of [operations.get, operations.post, operations.put]) {
      if (operation) operation.tags = [name];
    }
  }
  return document;
}
