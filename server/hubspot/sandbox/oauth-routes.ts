import type { AccessTokenInfoResponse } from '@hubspot/api-client/lib/codegen/oauth/index.js';
import { Hono } from 'hono';
import { html } from 'hono/html';
import { z } from 'zod';
import { type Grant, grantOf, issueCode, issueTokens } from './oauth-grants.ts';
import type { SandboxContext, SandboxEnv } from './sandbox-context.ts';
import { type SandboxState, takeCorrelationId } from './state.ts';

/** The app that the stand-in knows: OAuth is refused to any other. */
export type SandboxApp = { readonly clientId: string; readonly clientSecret: string; readonly appId: number };

const AuthorizeQuery = z.object({
  client_id: z.string(),
  redirect_uri: z.url(),
  scope: z.string().min(1),
  optional_scope: z.string().default(''),
  state: z.string().default(''),
  /** Which account was chosen on the page. */
  portal: z.string().optional(),
});

/** Where an admin chooses the account and allows the app; on HubSpot's side of the door. */
export function authorizeRoutes(state: SandboxState, app: SandboxApp): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>({ strict: false });
  routes.get('/authorize', (c) => {
    const query = AuthorizeQuery.safeParse(c.req.query());
    if (!query.success || query.data.client_id !== app.clientId) {
      return c.text('This app or its address is not known to HubSpot.', 400);
    }
    const { portal: portalId, redirect_uri, state: given } = query.data;
    if (portalId === undefined) return c.html(choosePage(state, c.req.url));
    const back = new URL(redirect_uri);
    if (portalId === 'none') back.searchParams.set('error', 'access_denied');
    else
      back.searchParams.set(
        'code',
        issueCode(state.oauth, grantFor(state, portalId, query.data), redirect_uri),
      );
    back.searchParams.set('state', given);
    return c.redirect(back.toString());
  });
  return routes;
}

function grantFor(state: SandboxState, portalId: string, query: z.output<typeof AuthorizeQuery>): Grant {
  const portal = state.portals.get(portalId);
  const [owner] = portal?.owners ?? [];
  const optional = query.optional_scope.split(' ').filter((scope) => portal?.scopes.has(scope));
  return {
    portalId,
    userId: owner?.userId ?? 1,
    userEmail: owner?.email ?? 'someone@example.com',
    scopes: [...query.scope.split(' '), ...optional].filter((scope) => scope !== ''),
    state: 'granted',
  };
}

function choosePage(state: SandboxState, address: string) {
  const choose = (portal: string) => {
    const url = new URL(address);
    url.searchParams.set('portal', portal);
    return url.search;
  };
  return html`<!doctype html><html lang="en"><title>Sandbox: connect an app</title><h1>Connect Dealfloor to an account</h1>
<p>This page plays HubSpot's.</p><ul>${[...state.portals.keys()].map(
    (id) => html`<li><a href="${choose(id)}">Connect account ${id}</a></li>`,
  )}</ul><p><a href="${choose('none')}">Do not allow it</a></p></html>`;
}

const Credentials = z.object({ client_id: z.string(), client_secret: z.string() });
const TokenForm = z.discriminatedUnion('grant_type', [
  z.object({ grant_type: z.literal('authorization_code'), code: z.string(), redirect_uri: z.string() }),
  z.object({ grant_type: z.literal('refresh_token'), refresh_token: z.string() }),
]);
const TokenOnly = z.object({ token: z.string() });

/** `/oauth/2026-09/token` and what belongs to it: form bodies, secrets never in the address. */
export function tokenRoutes(state: SandboxState, app: SandboxApp): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>({ strict: false });
  routes.use('/*', async (c, next) => {
    const given = Credentials.safeParse(await c.req.parseBody());
    if (given.data?.client_id !== app.clientId) return refused(c, state, 'BAD_CLIENT_ID');
    if (given.data.client_secret !== app.clientSecret) return refused(c, state, 'BAD_CLIENT_SECRET');
    return next();
  });

  routes.post('/token', async (c) => {
    const form = TokenForm.safeParse(await c.req.parseBody());
    if (!form.success) return refused(c, state, 'BAD_GRANT_TYPE');
    const answer =
      form.data.grant_type === 'refresh_token'
        ? refresh(state, form.data.refresh_token)
        : exchange(state, form.data);
    return typeof answer === 'string' ? refused(c, state, answer) : c.json(answer);
  });

  routes.post('/token/introspect', async (c) => {
    const { token } = TokenOnly.parse(await c.req.parseBody());
    const grant = grantOf(state.oauth, token);
    if (!grant) return c.json({ active: false, token, token_type: 'bearer', token_use: 'access_token' });
    return c.json({
      active: true,
      token_use: 'access_token',
      client_id: app.clientId,
      is_private_distribution: true,
      token,
      token_type: 'bearer',
      hub_id: Number(grant.portalId),
      hub_domain: `sandbox-${grant.portalId}.example`,
      user_id: grant.userId,
      user: grant.userEmail,
      app_id: app.appId,
      scopes: [...grant.scopes],
      expires_in: 1_800,
    } satisfies IntrospectionAnswer);
  });

  routes.post('/token/revoke', async (c) => {
    const { token } = TokenOnly.parse(await c.req.parseBody());
    const grant = state.oauth.refreshTokens.get(token);
    if (grant) grant.state = 'revoked';
    return c.body(null, 204);
  });
  return routes;
}

/** In the wire's words what the client calls hubId, and what the dated form adds. */
type IntrospectionAnswer = {
  active: boolean;
  token_use: string;
  client_id: string;
  is_private_distribution: boolean;
  hub_id: AccessTokenInfoResponse['hubId'];
  hub_domain: string;
  user_id: AccessTokenInfoResponse['userId'];
  user: string;
  app_id: AccessTokenInfoResponse['appId'];
  scopes: AccessTokenInfoResponse['scopes'];
  token: string;
  token_type: string;
  expires_in: AccessTokenInfoResponse['expiresIn'];
};

type Refusal =
  | 'BAD_CLIENT_ID'
  | 'BAD_CLIENT_SECRET'
  | 'BAD_GRANT_TYPE'
  | 'BAD_AUTH_CODE'
  | 'BAD_REFRESH_TOKEN'
  | 'BAD_HUB';

function exchange(state: SandboxState, form: { code: string; redirect_uri: string }) {
  const known = state.oauth.codes.get(form.code);
  state.oauth.codes.delete(form.code);
  const isGood =
    known && known.redirectUri === form.redirect_uri && known.expiresAt > state.clock.now().getTime();
  return isGood ? issueTokens(state.oauth, known.grant) : ('BAD_AUTH_CODE' satisfies Refusal);
}

function refresh(state: SandboxState, token: string) {
  const grant = state.oauth.refreshTokens.get(token);
  if (grant?.state === 'uninstalled') return 'BAD_HUB' satisfies Refusal;
  if (grant?.state !== 'granted') return 'BAD_REFRESH_TOKEN' satisfies Refusal;
  state.oauth.refreshes += 1;
  return issueTokens(state.oauth, grant);
}

function refused(c: SandboxContext, state: SandboxState, status: Refusal) {
  const error = status.startsWith('BAD_CLIENT') ? 'invalid_client' : 'invalid_grant';
  const message = `The sandbox refuses this with ${status}.`;
  return c.json(
    { status, error, error_description: message, message, correlationId: takeCorrelationId(state) },
    400,
  );
}
