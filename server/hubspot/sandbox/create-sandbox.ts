import { Hono } from 'hono';
import { accountRoutes } from './account-routes.ts';
import { associationBatchRoutes, associationRoutes } from './association-routes.ts';
import { authenticate } from './authenticate.ts';
import { batchRoutes } from './batch-routes.ts';
import { callbackRoutes } from './callback-routes.ts';
import { controlRoutes } from './control-routes.ts';
import type { ExtensionFetchOptions } from './extension-fetch.ts';
import { HubSpotRefusal, noSuchRoute } from './hubspot-refusal.ts';
import { keepJournal } from './journal.ts';
import { authorizeRoutes, tokenRoutes } from './oauth-routes.ts';
import { objectRoutes } from './object-routes.ts';
import { ownerRoutes } from './owner-routes.ts';
import { pipelineRoutes } from './pipeline-routes.ts';
import { pipelineRuleRoutes } from './pipeline-rule-routes.ts';
import { playFaults } from './play-fault.ts';
import { playRoutes } from './play-routes.ts';
import { propertyGroupRoutes } from './property-group-routes.ts';
import { propertyRoutes } from './property-routes.ts';
import { limitRates } from './rate-limits.ts';
import type { SandboxEnv } from './sandbox-context.ts';
import { searchRoutes } from './search-routes.ts';
import type { SandboxSeed } from './seed.ts';
import { createState, plantSeed, type SandboxState, takeCorrelationId } from './state.ts';

export type SandboxOptions = ExtensionFetchOptions & {
  /** NODE_ENV: the sandbox never runs where it could be taken for HubSpot. */
  environment: string | undefined;
  seed?: SandboxSeed;
};

export const SANDBOX_CLIENT_ID = 'sandbox-client-id';

export type Sandbox = { app: Hono<SandboxEnv>; state: SandboxState };

/** A stand-in that keeps state behind HubSpot's own paths, numbered and dated. */
export function createSandbox(options: SandboxOptions): Sandbox {
  if (options.environment === 'production')
    throw new Error('The HubSpot sandbox does not run in production.');
  const state = createState(options.clock);
  if (options.seed) plantSeed(state, options.seed);
  const app = new Hono<SandboxEnv>({ strict: false });
  app.use('*', async (c, next) => {
    await next();
    c.res.headers.set('x-dealfloor-sandbox', '1');
  });
  app.onError((error, c) => {
    if (!(error instanceof HubSpotRefusal)) {
      return c.json({ status: 'error', message: `The sandbox itself failed: ${error.message}` }, 500);
    }
    const body = { status: 'error', ...error.body, correlationId: takeCorrelationId(state) };
    return c.json(body, error.status);
  });
  app.notFound(() => {
    throw noSuchRoute();
  });
  app.route('/_control', controlRoutes(state, options));
  app.route('/_control', playRoutes(state, options));
  const atTheDoor = [
    keepJournal(state.journal, options.clock),
    playFaults(state),
    authenticate(state),
  ] as const;
  for (const family of ['/crm/*', '/automation/*']) app.use(family, ...atTheDoor, limitRates(state));
  mountOAuth(app, state, options);
  mountCrm(app, state);
  return { app, state };
}

/** The authorize page is HubSpot's own; the token endpoints know one app. */
function mountOAuth(app: Hono<SandboxEnv>, state: SandboxState, options: SandboxOptions): void {
  const known = { clientId: SANDBOX_CLIENT_ID, clientSecret: options.clientSecret, appId: 1_357_911 };
  app.route('/oauth', authorizeRoutes(state, known));
  app.use('/oauth/2026-09/*', playFaults(state));
  app.route('/oauth/2026-09', tokenRoutes(state, known));
  app.use('/account-info/*', playFaults(state), authenticate(state));
  app.route('/account-info/2026-09', accountRoutes());
  app.route('/account-info/v3', accountRoutes());
}

/** Longer paths first: `/deals/batch/read` must not be read as a deal's id. */
function mountCrm(app: Hono<SandboxEnv>, state: SandboxState): void {
  app.route('/crm/v4/objects', associationRoutes(state));
  app.route('/crm/objects/2026-09', associationRoutes(state));
  for (const associations of ['/crm/v4/associations', '/crm/associations/2026-09'])
    app.route(associations, associationBatchRoutes(state));
  for (const objects of ['/crm/v3/objects', '/crm/objects/2026-09']) {
    app.route(objects, batchRoutes(state));
    app.route(objects, searchRoutes(state));
    app.route(objects, objectRoutes(state));
  }
  for (const properties of ['/crm/v3/properties', '/crm/properties/2026-09']) {
    app.route(properties, propertyGroupRoutes());
    app.route(properties, propertyRoutes(state));
  }
  for (const pipelines of ['/crm/v3/pipelines', '/crm/pipelines/2026-09']) {
    app.route(pipelines, pipelineRoutes());
  }
  app.route('/crm/pipelines-rules/2026-09', pipelineRuleRoutes());
  for (const callbacks of ['/automation/v4/actions/callbacks', '/automation/actions/callbacks/2026-09'])
    app.route(callbacks, callbackRoutes(state));
  for (const owners of ['/crm/v3/owners', '/crm/owners/2026-09']) app.route(owners, ownerRoutes());
}
