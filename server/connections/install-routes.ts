import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { html } from 'hono/html';
import type { AppEnv } from '../http/app-env.ts';
import { UpstreamError } from '../hubspot/upstream-error.ts';
import type { Ports } from '../ports.ts';
import { ServiceError } from '../service-error.ts';
import { beginInstall, INSTALL_MINUTES } from './begin-install.ts';
import { type FinishedInstall, finishInstall } from './finish-install.ts';

const COOKIE = 'dealfloor_install';

/** Where an admin of a HubSpot account connects it: plain pages, outside every role. */
export function addInstallRoutes(app: OpenAPIHono<AppEnv>, ports: Ports): void {
  app.get('/oauth/install', async (c) => {
    try {
      const { session, authorizeUrl } = await beginInstall(ports);
      const options = {
        path: '/oauth',
        httpOnly: true,
        sameSite: 'Lax',
        maxAge: INSTALL_MINUTES * 60,
      } as const;
      setCookie(c, COOKIE, session, { ...options, secure: ports.publicOrigin.startsWith('https:') });
      return c.redirect(authorizeUrl, 302);
    } catch (error) {
      return refusalPage(c, error);
    }
  });
  app.get('/oauth/callback', async (c) => {
    const session = getCookie(c, COOKIE);
    deleteCookie(c, COOKIE, { path: '/oauth' });
    try {
      const { code, state = '' } = c.req.query();
      return c.html(donePage(await finishInstall(ports, { code, state, session })));
    } catch (error) {
      return refusalPage(c, error);
    }
  });
}

function donePage({ portalId, hubDomain, missingScopes, firstAdmin }: FinishedInstall) {
  return page(
    'Connected',
    html`<p>HubSpot account ${portalId}${hubDomain === null ? '' : ` (${hubDomain})`} is connected.</p>
${firstAdmin === null ? '' : html`<p>Nobody had a role there yet: ${firstAdmin} is its admin now.</p>`}
${missingScopes.length === 0 ? '' : html`<p>These permissions are missing, so parts will not work: ${missingScopes.join(', ')}.</p>`}
<p>Go back to HubSpot and open the settings of the app: the checklist there says what is left to do.</p>`,
  );
}

/** A person stands before it: the sentence of what went wrong, and how to begin again. */
function refusalPage(c: Context<AppEnv>, error: unknown) {
  if (!(error instanceof ServiceError) && !(error instanceof UpstreamError)) throw error;
  const status = error instanceof ServiceError ? error.status : 503;
  const body = html`<p>${error.message}</p><p><a href="/oauth/install">Begin again</a></p>`;
  return c.html(page('Not connected', body), status);
}

function page(title: string, body: ReturnType<typeof html>) {
  return html`<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title} – Dealfloor</title>
<main><h1>${title}</h1>${body}</main></html>`;
}
