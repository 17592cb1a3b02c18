import type { MiddlewareHandler } from 'hono';
import { findPerson } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { UnauthorizedError } from '../service-error.ts';
import type { AppEnv } from './app-env.ts';

/** Which portal the console looks at while anyone at the machine may choose who they are; null outside the demo. */
export type ConsoleDoor = { readonly demoPortalId: string | null };

const NO_SIGN_IN =
  'Signing in to the console is not built yet. Start the demo company, or use the card inside HubSpot.';

/** In the demo the header x-demo-person names who is looking. A page of another site cannot send it without CORS. */
export function consoleActor(ports: Ports, { demoPortalId }: ConsoleDoor): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (demoPortalId === null) throw new UnauthorizedError(NO_SIGN_IN);
    const userId = c.req.header('x-demo-person');
    const person = userId ? await findPerson(ports.database, demoPortalId, userId) : null;
    if (!person)
      throw new UnauthorizedError('Choose a person of the demo company first (header x-demo-person).');
    const { name, roles } = person;
    c.set('actor', { portalId: demoPortalId, userId: person.userId, name, roles, via: 'console' });
    await next();
  };
}
