import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { z } from 'zod';
import { ExtensionFetch, type ExtensionFetchOptions, extensionFetch } from './extension-fetch.ts';
import { NewFault } from './fault.ts';
import { HubSpotRefusal, invalid } from './hubspot-refusal.ts';
import { listCompaniesForCardHost, listDealsForCardHost, listEverything } from './list-everything.ts';
import { readBody, type SandboxEnv } from './sandbox-context.ts';
import { SandboxSeed } from './seed.ts';
import { plantSeed, resetState, type SandboxState } from './state.ts';

/** What HubSpot does not have: the strings of the stand-in. A page from another origin may pull none of them. */
export function controlRoutes(
  state: SandboxState,
  options: ExtensionFetchOptions & { seed?: SandboxSeed },
): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>({ strict: false });
  const appOrigin = new URL(options.appOrigin).origin;

  routes.use('*', async (c, next) => {
    const origin = c.req.header('origin');
    if (origin !== undefined && origin !== appOrigin) {
      throw new HubSpotRefusal(403, { message: 'not from this page', category: 'FORBIDDEN' });
    }
    await next();
  });
  addCardHostRoutes(routes, state, options);

  routes.get('/objects', (c) => c.json({ portals: [...state.portals.values()].map(listEverything) }));

  routes.get('/journal', (c) => c.json({ exchanges: state.journal }));

  routes.post('/reset', (c) => {
    resetState(state);
    if (options.seed) plantSeed(state, options.seed);
    return c.json({ portals: [...state.portals.keys()] });
  });

  routes.post('/seed', async (c) => {
    plantSeed(state, await readBody(c, SandboxSeed));
    return c.json({ portals: [...state.portals.keys()] }, 201);
  });

  routes.post('/faults', async (c) => {
    const { faults } = await readBody(c, z.strictObject({ faults: z.array(NewFault) }));
    state.faults = faults.map((fault) => ({ ...fault, left: fault.times }));
    return c.json({ faults: state.faults }, 201);
  });

  return routes;
}

/** What the page that hosts the card asks for, from the app's own origin. */
function addCardHostRoutes(
  routes: Hono<SandboxEnv>,
  state: SandboxState,
  options: ExtensionFetchOptions,
): void {
  const origin = new URL(options.appOrigin).origin;
  const forCardHost = cors({ origin, allowMethods: ['GET', 'POST'], allowHeaders: ['content-type'] });
  routes.use('/fetch', forCardHost);
  routes.use('/deals', forCardHost);
  routes.use('/companies', forCardHost);

  routes.post('/fetch', async (c) =>
    c.json(await extensionFetch(options, await readBody(c, ExtensionFetch))),
  );

  const portalOf = (portalId: string | undefined) => {
    const portal = state.portals.get(portalId ?? '');
    if (!portal) throw invalid('portalId names no portal of this sandbox');
    return portal;
  };

  routes.get('/deals', (c) => c.json({ deals: listDealsForCardHost(portalOf(c.req.query('portalId'))) }));

  routes.get('/companies', (c) =>
    c.json({ companies: listCompaniesForCardHost(portalOf(c.req.query('portalId'))) }),
  );
}
