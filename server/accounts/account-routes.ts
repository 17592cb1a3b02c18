import { AccountBook, AccountView, AccountWindow, BookKey } from '@dealfloor/price-book';
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { AppEnv } from '../http/app-env.ts';
import { jsonAnswer, PROBLEMS } from '../http/router.ts';
import type { Ports } from '../ports.ts';
import { readAccount, readAccountOfCompany } from './read-account.ts';
import { readBook } from './read-book.ts';

const WindowQuery = z.object({ window: AccountWindow.default('30') });

const book = createRoute({
  method: 'get',
  path: '/accounts',
  summary: 'A book of business: what accounts cost, earn and leave, the worst first',
  request: { query: WindowQuery.extend({ book: BookKey.optional() }) },
  responses: { 200: jsonAnswer(AccountBook, 'At most 100 rows; rows and rest are the totals.'), ...PROBLEMS },
});

const account = createRoute({
  method: 'get',
  path: '/accounts/{tenantId}',
  summary: 'One account: its days, its endpoints, and what it was sold at',
  request: {
    params: z.object({
      tenantId: z
        .string()
        .regex(/^[^\p{C}]{1,200}$/u, 'A tenant id has 1 to 200 characters.')
        .openapi({ param: { name: 'tenantId', in: 'path' }, example: 't_001' }),
    }),
    query: WindowQuery,
  },
  responses: { 200: jsonAnswer(AccountView, 'The account over the window.'), ...PROBLEMS },
});

const companyAccount = createRoute({
  method: 'get',
  path: '/companies/{companyId}/account',
  summary: 'The account of a HubSpot company',
  request: {
    params: z.object({
      companyId: z
        .string()
        .regex(/^[1-9]\d{0,19}$/, 'A company id is a number.')
        .openapi({ param: { name: 'companyId', in: 'path' }, example: '3001' }),
    }),
    query: WindowQuery,
  },
  responses: { 200: jsonAnswer(AccountView, 'The account over the window.'), ...PROBLEMS },
});

/** Books and accounts, for the console. */
export function addAccountRoutes(router: OpenAPIHono<AppEnv>, ports: Ports): void {
  router.openapi(book, async (c) => {
    const { window, book: key } = c.req.valid('query');
    return c.json(await readBook(ports, c.get('actor'), { window, book: key ?? null }), 200);
  });
  router.openapi(account, async (c) => {
    const { tenantId } = c.req.valid('param');
    return c.json(await readAccount(ports, c.get('actor'), tenantId, c.req.valid('query').window), 200);
  });
}

/** The account behind a HubSpot company: for the card and for the console. */
export function addCompanyRoutes(router: OpenAPIHono<AppEnv>, ports: Ports): void {
  router.openapi(companyAccount, async (c) => {
    const { companyId } = c.req.valid('param');
    const { window } = c.req.valid('query');
    return c.json(await readAccountOfCompany(ports, c.get('actor'), companyId, window), 200);
  });
}
