import { createMiddleware } from 'hono/factory';
import type { Portal } from './portal.ts';
import type { SandboxEnv } from './sandbox-context.ts';
import { type SandboxState, takeCorrelationId } from './state.ts';

const tenSecondsMs = 10_000;
const dayMs = 86_400_000;

/** Counts what an app asks, as HubSpot does: searches by the second without headers, all else by ten seconds and by day. */
export function limitRates(state: SandboxState) {
  return createMiddleware<SandboxEnv>(async (c, next) => {
    const portal = c.get('portal');
    if (portal.limits === null) return next();
    const now = state.clock.now().getTime();
    const isSearch = c.req.path.endsWith('/search');
    const refused = refusalFor(portal, now, isSearch);
    if (refused !== null) {
      const body = { status: 'error', ...refused, correlationId: takeCorrelationId(state) };
      return c.json(body, 429, isSearch ? {} : limitHeaders(portal, now));
    }
    portal.calls.push({ at: now, isSearch });
    await next();
    if (!isSearch)
      for (const [name, value] of Object.entries(limitHeaders(portal, now))) c.res.headers.set(name, value);
    return undefined;
  });
}

/** The bodies that HubSpot was seen to send; only the first two name their policy. */
function refusalFor(portal: Portal, now: number, isSearch: boolean) {
  const { limits } = portal;
  if (limits === null) return null;
  const group = `publicapi:private_app-api-calls-ten-secondly:${portal.appId}`;
  if (isSearch && callsSince(portal, now - 1_000, true) >= limits.searchesPerSecond)
    return { message: 'You have reached your secondly limit.', errorType: 'RATE_LIMIT' };
  if (callsSince(portal, startOfDay(now) - 1) >= limits.perDay) {
    const message = 'You have reached your daily limit.';
    return { message, errorType: 'RATE_LIMIT', policyName: 'DAILY' };
  }
  if (callsSince(portal, now - tenSecondsMs) < limits.perTenSeconds) return null;
  return {
    message: 'You have reached your ten_secondly_rolling limit.',
    errorType: 'RATE_LIMIT',
    policyName: 'TEN_SECONDLY_ROLLING',
    groupName: group,
  };
}

function limitHeaders(portal: Portal, now: number): Record<string, string> {
  const { limits } = portal;
  if (limits === null) return {};
  const left = (limit: number, used: number) => String(Math.max(0, limit - used));
  return {
    'x-hubspot-ratelimit-max': String(limits.perTenSeconds),
    'x-hubspot-ratelimit-remaining': left(limits.perTenSeconds, callsSince(portal, now - tenSecondsMs)),
    'x-hubspot-ratelimit-interval-milliseconds': String(tenSecondsMs),
    'x-hubspot-ratelimit-daily': String(limits.perDay),
    'x-hubspot-ratelimit-daily-remaining': left(limits.perDay, callsSince(portal, startOfDay(now) - 1)),
  };
}

function callsSince(portal: Portal, after: number, isSearch?: boolean): number {
  return portal.calls.filter(
    (call) => call.at > after && (isSearch === undefined || call.isSearch === isSearch),
  ).length;
}

function startOfDay(now: number): number {
  return now - (now % dayMs);
}
