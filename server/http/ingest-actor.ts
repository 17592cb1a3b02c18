import type { MiddlewareHandler } from 'hono';
import { actorOfToken } from '../facts/ingest/ingest-tokens.ts';
import type { Ports } from '../ports.ts';
import { UnauthorizedError } from '../service-error.ts';
import type { AppEnv } from './app-env.ts';

/** Lets machines in by a token of ours; the token alone says whose portal it is. No body is read before. */
export function ingestActor(ports: Ports): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const [, token = ''] = /^Bearer ([\w-]+)$/.exec(c.req.header('authorization') ?? '') ?? [];
    const actor = await actorOfToken(ports.database, token);
    if (!actor) {
      c.header('WWW-Authenticate', 'Bearer');
      throw new UnauthorizedError(
        'This needs a token of "dealfloor ingest-token create" that was not revoked.',
      );
    }
    c.set('actor', actor);
    await next();
  };
}
