import { type DestinationStream, type Logger, pino } from 'pino';
import type { Environment } from './env.ts';
import { UpstreamError } from './hubspot/upstream-error.ts';

/** Lines of JSON without query strings, bodies, cookies or tokens: HubSpot puts an e-mail address into the query. */
export function createLog(
  level: Environment['LOG_LEVEL'],
  destination: DestinationStream = pino.destination(1),
): Logger {
  const options = {
    level,
    base: null,
    redact: { paths: ['req.headers', 'res.headers', 'headers', '*.token', '*.accessToken'], remove: true },
    serializers: {
      req: (request: { method: string; url: string }) => ({
        method: request.method,
        path: request.url.split('?')[0],
      }),
    },
  };
  return pino(options, destination);
}

/** The words of an error from a library may carry a body or a query and stay out of the log; its place does not. */
export function loggable(error: unknown): Record<string, unknown> {
  if (error instanceof UpstreamError) return { kind: error.kind, correlationId: error.correlationId };
  if (!(error instanceof Error)) return { name: typeof error };
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
  return { name: error.name, code: 'code' in error ? error.code : undefined, at: frames.slice(0, 8) };
}
