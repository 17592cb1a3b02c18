import { z } from 'zod';
import { readJson } from './answer.ts';
import { HUBSPOT_SCOPES, OPTIONAL_HUBSPOT_SCOPES } from './scopes.ts';
import { brokenAnswer, UpstreamError } from './upstream-error.ts';

export type OAuthApp = {
  readonly baseUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where HubSpot sends the admin back to; it stands in the app's settings in HubSpot. */
  readonly redirectUri: string;
  readonly deadlineMs?: number;
};

export type GrantedTokens = {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresInSeconds: number;
};

/** Whose token it is, by HubSpot's own word. */
export type TokenOwner = {
  readonly portalId: string;
  readonly hubDomain: string | null;
  readonly scopes: readonly string[];
  readonly userId: string;
  readonly userEmail: string | null;
};

/** HubSpot's side of an installation. */
export type HubSpotOAuth = {
  authorizeUrl(state: string): string;
  exchangeCode(code: string): Promise<GrantedTokens>;
  refresh(refreshToken: string): Promise<GrantedTokens>;
  introspect(accessToken: string): Promise<TokenOwner>;
  revoke(refreshToken: string): Promise<void>;
};

const TOKEN = '/oauth/2026-09/token';
const HUBSPOT_AUTHORIZE = 'https://app.hubspot.com/oauth/authorize';

const Tokens = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.int().positive(),
});
const Owner = z.object({
  active: z.literal(true),
  hub_id: z.int().positive(),
  user_id: z.int().positive(),
  user: z.email().nullish().catch(null),
  hub_domain: z.string().nullish(),
  scopes: z.array(z.string()),
});
const Refusal = z.object({ status: z.string().optional(), error: z.string().optional() }).catch({});

/** What ends an installation for good: only a person can connect the account again. */
const ENDED = ['BAD_REFRESH_TOKEN', 'BAD_HUB', 'access_denied'];

/** True when HubSpot says that the installation is over. */
export function isInstallationOver(error: unknown): boolean {
  return error instanceof UpstreamError && error.category !== null && ENDED.includes(error.category);
}

/** The token endpoints: form bodies, so that no secret stands in an address. One attempt under one deadline. */
export function connectOAuth(app: OAuthApp): HubSpotOAuth {
  const { baseUrl, clientId, clientSecret, redirectUri, deadlineMs = 10_000 } = app;
  const credentials = { client_id: clientId, client_secret: clientSecret };
  const post = async (operation: string, path: string, form: Record<string, string>) => {
    const signal = AbortSignal.timeout(deadlineMs);
    const answer = await fetch(baseUrl + path, {
      method: 'POST',
      body: new URLSearchParams({ ...credentials, ...form }),
      redirect: 'manual',
      signal,
    }).catch(() => {
      const sentence = `HubSpot could not be reached (${operation}).`;
      throw new UpstreamError({
        kind: signal.aborted ? 'timeout' : 'unreachable',
        sentence,
        retryable: true,
      });
    });
    if (answer.status >= 300) throw await refusalOf(operation, answer);
    return answer;
  };
  const tokens = async (operation: string, form: Record<string, string>): Promise<GrantedTokens> => {
    const answer = Tokens.safeParse(await readJson(operation, await post(operation, TOKEN, form)));
    if (!answer.success) throw brokenAnswer(operation, 200);
    const { access_token, refresh_token, expires_in } = answer.data;
    return { accessToken: access_token, refreshToken: refresh_token, expiresInSeconds: expires_in };
  };
  return {
    authorizeUrl: (state) => authorizeUrl(app, state),
    exchangeCode: (code) =>
      tokens('exchange the code', { grant_type: 'authorization_code', redirect_uri: redirectUri, code }),
    refresh: (refreshToken) =>
      tokens('refresh the access', { grant_type: 'refresh_token', refresh_token: refreshToken }),
    introspect: async (accessToken) => {
      const operation = 'ask whose access it is';
      const form = { token: accessToken, token_type_hint: 'access_token' };
      const answer = await post(operation, `${TOKEN}/introspect`, form);
      const owner = Owner.safeParse(await readJson(operation, answer));
      if (!owner.success) throw brokenAnswer(operation, 200);
      const { hub_id, user_id, user, hub_domain, scopes } = owner.data;
      return {
        portalId: String(hub_id),
        userId: String(user_id),
        userEmail: user ?? null,
        hubDomain: hub_domain ?? null,
        scopes,
      };
    },
    revoke: async (refreshToken) => {
      const form = { token: refreshToken, token_type_hint: 'refresh_token' };
      const answer = await post('revoke the access', `${TOKEN}/revoke`, form);
      await answer.body?.cancel();
    },
  };
}

/** HubSpot's page stands on another host than its API; the sandbox plays both. */
function authorizeUrl({ baseUrl, clientId, redirectUri }: OAuthApp, state: string): string {
  const isHubSpot = new URL(baseUrl).hostname === 'api.hubapi.com';
  const url = new URL(isHubSpot ? HUBSPOT_AUTHORIZE : `${baseUrl}/oauth/authorize`);
  const join = (scopes: readonly { scope: string }[]) => scopes.map(({ scope }) => scope).join(' ');
  url.searchParams.set('client_id', clientId);
  url.searchParams.set('redirect_uri', redirectUri);
  url.searchParams.set('scope', join(HUBSPOT_SCOPES));
  url.searchParams.set('optional_scope', join(OPTIONAL_HUBSPOT_SCOPES));
  url.searchParams.set('state', state);
  return url.toString();
}

async function refusalOf(operation: string, answer: Response): Promise<UpstreamError> {
  const body = Refusal.parse(await readJson(operation, answer).catch(() => ({})));
  const category = body.status ?? body.error ?? null;
  const isOurs = category?.startsWith('BAD_CLIENT') === true;
  const isPassing = answer.status >= 500 || answer.status === 429;
  const sentence = isOurs
    ? 'HubSpot does not know this app: check HUBSPOT_CLIENT_ID and HUBSPOT_CLIENT_SECRET.'
    : `HubSpot refused to ${operation}.`;
  return new UpstreamError({
    kind: answer.status >= 500 ? 'server-error' : 'unauthorized',
    sentence,
    retryable: isPassing || isOurs,
    status: answer.status,
    category,
  });
}
