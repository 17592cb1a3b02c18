import { type Logger, pino } from 'pino';
import type { Environment } from './env.ts';

/** Lines of JSON without query strings, bodies, cookies or tokens: HubSpot puts an e-mail address into the query. */
export function createLog(level: Environment['LOG_LEVEL']): Logger {
  return pino({
    level,
    base: null,
    redact: { paths: ['req.headers', 'res.headers', 'headers', '*.token', '*.accessToken'], remove: true },
    serializers: {
      req: (request: { method: string; url: string }) => ({
        method: request.method,
        path: request.url.split('?')[0],
      }),
    },
  });
}
