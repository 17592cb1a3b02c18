import { Hono } from 'hono';
import type { SandboxEnv } from './sandbox-context.ts';

/** Which account a token belongs to; any token may ask. */
export function accountRoutes(): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>({ strict: false });
  routes.get('/details', (c) =>
    c.json({
      portalId: Number(c.get('portal').portalId),
      accountType: 'SANDBOX',
      timeZone: 'UTC',
      companyCurrency: 'USD',
      additionalCurrencies: ['EUR', 'GBP'],
      utcOffset: '+00:00',
      utcOffsetMilliseconds: 0,
      uiDomain: 'app.hubspot.com',
      dataHostingLocation: 'na1',
    }),
  );
  return routes;
}
