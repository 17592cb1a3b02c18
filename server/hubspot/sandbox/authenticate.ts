import { createMiddleware } from 'hono/factory';
import { notAuthenticated } from './hubspot-refusal.ts';
import { grantOf } from './oauth-grants.ts';
import type { SandboxEnv } from './sandbox-context.ts';
import { portalOfToken, type SandboxState } from './state.ts';

/** The bearer token alone decides which account is seen. */
export function authenticate(state: SandboxState) {
  return createMiddleware<SandboxEnv>(async (c, next) => {
    const token = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1];
    const portal = token === undefined ? undefined : portalOfToken(state, token);
    if (token === undefined || !portal) throw notAuthenticated();
    c.set('portal', portal);
    const grant = grantOf(state.oauth, token);
    c.set('scopes', grant ? new Set(grant.scopes) : portal.scopes);
    await next();
  });
}
