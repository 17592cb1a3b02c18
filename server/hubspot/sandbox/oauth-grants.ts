import type { Clock } from '../../clock.ts';

/** What somebody allowed the app to do in one account; it lives until it is revoked or the app is uninstalled. */
export type Grant = {
  readonly portalId: string;
  readonly userId: number;
  readonly userEmail: string;
  readonly scopes: readonly string[];
  state: 'granted' | 'revoked' | 'uninstalled';
};

/** Everything the stand-in knows of OAuth; codes are single use, access tokens end after half an hour. */
export type OAuthState = {
  readonly clock: Clock;
  readonly codes: Map<string, { grant: Grant; redirectUri: string; expiresAt: number }>;
  readonly accessTokens: Map<string, { grant: Grant; expiresAt: number }>;
  readonly refreshTokens: Map<string, Grant>;
  /** How often a token was refreshed, and how many were ever made. */
  refreshes: number;
  made: number;
};

const ACCESS_SECONDS = 1_800;
const CODE_MS = 60_000;

export function createOAuthState(clock: Clock): OAuthState {
  return {
    clock,
    codes: new Map(),
    accessTokens: new Map(),
    refreshTokens: new Map(),
    refreshes: 0,
    made: 0,
  };
}

export function issueCode(oauth: OAuthState, grant: Grant, redirectUri: string): string {
  oauth.made += 1;
  const code = `sandbox-code-${oauth.made}`;
  oauth.codes.set(code, { grant, redirectUri, expiresAt: oauth.clock.now().getTime() + CODE_MS });
  return code;
}

/** The answer of the token endpoint for a grant; the refresh token of a grant stays the same. */
export function issueTokens(oauth: OAuthState, grant: Grant) {
  oauth.made += 1;
  const access_token = `sandbox-access-${oauth.made}`;
  const expiresAt = oauth.clock.now().getTime() + ACCESS_SECONDS * 1_000;
  oauth.accessTokens.set(access_token, { grant, expiresAt });
  const known = [...oauth.refreshTokens].find(([, granted]) => granted === grant)?.[0];
  const refresh_token = known ?? `sandbox-refresh-${oauth.made}`;
  oauth.refreshTokens.set(refresh_token, grant);
  return {
    token_type: 'bearer',
    token_use: 'access_token',
    access_token,
    refresh_token,
    expires_in: ACCESS_SECONDS,
    hub_id: Number(grant.portalId),
    user_id: grant.userId,
    scopes: [...grant.scopes],
  };
}

/** The grant behind an access token that is still good. */
export function grantOf({ accessTokens, clock }: OAuthState, accessToken: string): Grant | undefined {
  const known = accessTokens.get(accessToken);
  if (known?.grant.state !== 'granted' || known.expiresAt <= clock.now().getTime()) return undefined;
  return known.grant;
}

/** Somebody removes the app from an account in HubSpot, or takes its permission back. */
export function endGrants(
  { refreshTokens }: OAuthState,
  portalId: string,
  state: 'revoked' | 'uninstalled',
): void {
  for (const grant of refreshTokens.values()) {
    if (grant.portalId === portalId) grant.state = state;
  }
}
