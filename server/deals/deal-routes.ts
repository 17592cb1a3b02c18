import { Catalogue, DealList, DealView } from '@dealfloor/price-book';
import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { AppEnv } from '../http/app-env.ts';
import { DealPath, jsonAnswer, PROBLEMS } from '../http/router.ts';
import type { Ports } from '../ports.ts';
import { readCatalogue } from '../price-books/read-catalogue.ts';
import { listDeals } from './list-deals.ts';
import { readDealView } from './read-deal-view.ts';

const read = createRoute({
  method: 'get',
  path: '/deals/{dealId}',
  summary: 'A deal with its estimate, sign-off and history',
  request: { params: DealPath },
  responses: { 200: jsonAnswer(DealView, 'The deal as it stands.'), ...PROBLEMS },
});

const catalogue = createRoute({
  method: 'get',
  path: '/catalogue',
  summary: 'Endpoints, plans and use cases of the live price book',
  responses: { 200: jsonAnswer(Catalogue, 'What a seller can choose from.'), ...PROBLEMS },
});

const list = createRoute({
  method: 'get',
  path: '/deals',
  summary: 'The deals of the portal in brief',
  responses: { 200: jsonAnswer(DealList, 'All open and closed deals.'), ...PROBLEMS },
});

/** One deal, and what it can be sized with: for the card and for the console. */
export function addDealRoutes(router: OpenAPIHono<AppEnv>, ports: Ports): void {
  router.openapi(read, async (c) =>
    c.json(await readDealView(ports, c.get('actor'), c.req.valid('param').dealId), 200),
  );
  router.openapi(catalogue, async (c) => c.json(await readCatalogue(ports, c.get('actor')), 200));
}

/** The list of deals names other customers: it is for the console, never for the card. */
export function addDealListRoute(router: OpenAPIHono<AppEnv>, ports: Ports): void {
  router.openapi(list, async (c) => c.json(await listDeals(ports, c.get('actor')), 200));
}
