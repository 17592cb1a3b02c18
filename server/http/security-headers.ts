import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { AppEnv } from './app-env.ts';

const base = {
  xFrameOptions: 'DENY',
  referrerPolicy: 'no-referrer',
  strictTransportSecurity: false,
} as const;

const closed = {
  defaultSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
};

/** What a browser may do with our answers: pages run our own files alone, and everything else runs nothing. */
export function securityHeaders(sandboxUrl: string | null): MiddlewareHandler<AppEnv> {
  const nothing = secureHeaders({ ...base, contentSecurityPolicy: closed });
  const console = secureHeaders({
    ...base,
    contentSecurityPolicy: {
      ...closed,
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
    },
  });
  const cardHost = secureHeaders({
    ...base,
    contentSecurityPolicy: {
      ...closed,
      scriptSrc: ["'self'"],
      workerSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'", ...(sandboxUrl ? [sandboxUrl] : [])],
    },
  });
  const apiPage = secureHeaders({
    ...base,
    contentSecurityPolicy: {
      ...closed,
      scriptSrc: ["'self'"],
      workerSrc: ["'self'", 'blob:'],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
    },
  });
  return (c, next) => {
    const { path } = c.req;
    if (path.startsWith('/card-host')) return cardHost(c, next);
    if (path === '/api' || path.startsWith('/api/redoc')) return apiPage(c, next);
    const isData = /^\/(api|hubspot|slack|openapi|healthz|readyz|metrics)/.test(path);
    return isData ? nothing(c, next) : console(c, next);
  };
}
