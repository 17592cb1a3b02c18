import type { OpenAPIHono } from '@hono/zod-openapi';
import { sql } from 'drizzle-orm';
import { requestId } from 'hono/request-id';
import { timeout } from 'hono/timeout';
import { pinoLogger } from 'hono-pino';
import type { Logger } from 'pino';
import { addAccountRoutes, addCompanyRoutes } from './accounts/account-routes.ts';
import { addAuditRoutes } from './audit/audit-routes.ts';
import { addInstallRoutes } from './connections/install-routes.ts';
import { addDealListRoute, addDealRoutes } from './deals/deal-routes.ts';
import { addAwayRoutes } from './delegations/away-routes.ts';
import type { DemoCompany } from './demo/demo-company.ts';
import { addDemoRoutes } from './demo/demo-routes.ts';
import { addEstimateRoutes } from './estimates/estimate-routes.ts';
import { addIngestRoutes, USAGE_EVENTS } from './facts/ingest/ingest-routes.ts';
import type { Files } from './files.ts';
import { addApiPage } from './http/api-page.ts';
import type { AppEnv } from './http/app-env.ts';
import { type CardDoor, cardActor } from './http/card-actor.ts';
import { consoleActor } from './http/console-actor.ts';
import { hubspotSigned, workflowSigned } from './http/hubspot-signed.ts';
import { ingestActor } from './http/ingest-actor.ts';
import { createMetrics } from './http/metrics.ts';
import { problemHandler } from './http/problem.ts';
import { parseBody, readBody } from './http/read-body.ts';
import { createRouter } from './http/router.ts';
import { securityHeaders } from './http/security-headers.ts';
import { slackSigned } from './http/slack-signed.ts';
import { serveFolder } from './http/static-files.ts';
import { addBypassRoutes } from './inbound/bypass-routes.ts';
import { addInboundRoutes, WEBHOOKS, WORKFLOW_ACTION } from './inbound/inbound-routes.ts';
import { addNoticeRoutes } from './notices/notice-routes.ts';
import { addSlackRoutes, SLACK_ACTIONS } from './notices/slack/slack-routes.ts';
import { addWriteBackRoutes } from './outbox/write-back-routes.ts';
import { addPeopleRoutes } from './people/people-routes.ts';
import type { Ports } from './ports.ts';
import { addPriceBookRoutes } from './price-books/price-book-routes.ts';
import { addProposalRoutes } from './proposals/proposal-routes.ts';
import { NotFoundError } from './service-error.ts';
import { addSettingsRoutes } from './settings/settings-routes.ts';
import { addDecisionRoutes, addQueueRoute, addRequestRoutes } from './sign-offs/sign-off-routes.ts';

/** Everything the service stands on; a test chooses its own. */
export type AppOptions = {
  readonly ports: Ports;
  readonly log: Logger;
  readonly cardDoor: CardDoor;
  /** The demo company, where anyone at the machine may choose who they are; null elsewhere. */
  readonly demo: DemoCompany | null;
  /** Where the built pages lie; null serves none. */
  readonly pages: string | null;
};

const PATIENCE_MS = 12_000;

/** The whole service as one app: doors, routes and pages. */
export function createApp(options: AppOptions): OpenAPIHono<AppEnv> {
  const { ports, log, cardDoor, demo, pages } = options;
  const app = createRouter();
  app.onError(problemHandler(log));
  app.notFound((c) => problemHandler(log)(new NotFoundError(), c));
  app.use(requestId({ headerName: '' }));
  app.use(logEveryAnswer(log));
  app.use(securityHeaders(demo?.sandboxUrl ?? null));
  const metrics = createMetrics(ports);
  app.use(metrics.registerMetrics);

  addHubSpotCalls(app, ports, cardDoor);
  app.use(`${SLACK_ACTIONS}/:portalId`, timeout(PATIENCE_MS), readBody, slackSigned(ports));
  addSlackRoutes(app, ports);
  app.use('/hubspot/*', timeout(PATIENCE_MS), readBody, cardActor(ports, cardDoor), parseBody);
  app.use(`/api/v1${USAGE_EVENTS}`, ingestActor(ports));
  app.use('/api/v1/*', timeout(PATIENCE_MS), readBody);
  app.use(`/api/v1${USAGE_EVENTS}`, parseBody);
  app.route('/api/v1', machineRoutes(ports));
  if (demo) addDemoRoutes(app, demo);
  else app.get('/api/v1/demo', (c) => c.notFound());
  app.use('/api/v1/*', consoleActor(ports, { demoPortalId: demo?.portalId ?? null }), parseBody);
  app.route('/hubspot', cardRoutes(ports));
  app.route('/api/v1', consoleRoutes(ports));

  app.get('/healthz', (c) => c.json({ ok: true }));
  app.get('/readyz', async (c) => {
    await ports.database.query.run(sql`select 1`);
    return c.json({ ok: true });
  });
  app.get('/metrics', metrics.printMetrics);
  addInstallRoutes(app, ports);
  addApiPage(app, ports.files);
  if (pages) addPages(app, ports.files, pages);
  return app;
}

/** One line an answer. What an error said stays out of it: words of a library may carry a body or a query. */
function logEveryAnswer(log: Logger) {
  return pinoLogger({
    pino: log,
    http: {
      referRequestIdKey: 'requestId',
      onReqBindings: ({ req }) => ({ req: { url: req.path, method: req.method } }),
      onResBindings: ({ res }) => ({ res: { status: res.status } }),
      onResMessage: () => 'answered',
      onResLevel: (c) => (c.res.status >= 500 ? 'error' : 'info'),
    },
  });
}

/** HubSpot gives up on us after five seconds, so we say sooner that it is to come again. */
function addHubSpotCalls(app: OpenAPIHono<AppEnv>, ports: Ports, door: CardDoor): void {
  app.use(`/hubspot${WEBHOOKS}`, timeout(4_000), readBody, hubspotSigned(ports, door), parseBody);
  app.use(`/hubspot${WORKFLOW_ACTION}`, timeout(4_000), readBody, workflowSigned(ports, door), parseBody);
  const router = createRouter();
  addInboundRoutes(router, ports);
  app.route('/hubspot', router);
}

function machineRoutes(ports: Ports) {
  const router = createRouter();
  addIngestRoutes(router, ports);
  return router;
}

function cardRoutes(ports: Ports) {
  const router = createRouter();
  addDealRoutes(router, ports);
  addEstimateRoutes(router, ports);
  addRequestRoutes(router, ports);
  addQueueRoute(router, ports);
  addCompanyRoutes(router, ports);
  addSettingsRoutes(router, ports);
  addNoticeRoutes(router, ports);
  addWriteBackRoutes(router, ports);
  return router;
}

function consoleRoutes(ports: Ports) {
  const router = cardRoutes(ports);
  addDealListRoute(router, ports);
  addDecisionRoutes(router, ports);
  addBypassRoutes(router, ports);
  addAccountRoutes(router, ports);
  addPriceBookRoutes(router, ports);
  addProposalRoutes(router, ports);
  addAuditRoutes(router, ports);
  addPeopleRoutes(router);
  addAwayRoutes(router, ports);
  return router;
}

function addPages(app: OpenAPIHono<AppEnv>, files: Files, pages: string): void {
  app.get('/card-host/cards/*', serveFolder(files, `${pages}/cards`, '/card-host/cards/'));
  app.get('/card-host', (c) => c.redirect('/card-host/'));
  app.get('/card-host/*', serveFolder(files, `${pages}/card-host`, '/card-host/'));
  const page = serveFolder(files, `${pages}/console`, '/');
  app.get('*', (c, next) => (/^\/(api|hubspot|slack)(\/|$)/.test(c.req.path) ? c.notFound() : page(c, next)));
}
