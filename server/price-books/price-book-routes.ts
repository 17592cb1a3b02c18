import { PriceBook } from '@dealfloor/price-book';
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { AppEnv } from '../http/app-env.ts';
import { jsonAnswer, PROBLEMS } from '../http/router.ts';
import type { Ports } from '../ports.ts';
import { listPriceBooks, readPriceBook, ShelvedPriceBook } from './list-price-books.ts';

const list = createRoute({
  method: 'get',
  path: '/price-books',
  summary: 'The price books of the portal',
  responses: { 200: jsonAnswer(z.array(ShelvedPriceBook), 'Oldest first, drafts last.'), ...PROBLEMS },
});

const read = createRoute({
  method: 'get',
  path: '/price-books/{version}',
  summary: 'One price book, whole, as another ETL reads it',
  request: {
    params: z.object({
      version: z
        .string()
        .max(40)
        .openapi({ param: { name: 'version', in: 'path' } }),
    }),
  },
  responses: { 200: jsonAnswer(PriceBook, 'Rates, profiles, plans and use cases.'), ...PROBLEMS },
});

/** The shelf of price books, to be read. */
export function addPriceBookRoutes(router: OpenAPIHono<AppEnv>, ports: Ports): void {
  router.openapi(list, async (c) => c.json(await listPriceBooks(ports, c.get('actor')), 200));
  router.openapi(read, async (c) =>
    c.json(await readPriceBook(ports, c.get('actor'), c.req.valid('param').version), 200),
  );
}
