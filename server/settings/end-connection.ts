import type { Disconnected } from '@dealfloor/price-book';
import { disconnectPortal } from '../connections/disconnect.ts';
import type { Actor } from '../people/actor.ts';
import { requireAdmin } from '../people/roles.ts';
import type { Ports } from '../ports.ts';
import { UnprocessableError } from '../service-error.ts';

/** An admin takes the app out of their own portal; the portal's id, typed again, says that it is meant. */
export async function endConnection(ports: Ports, actor: Actor, portalId: string): Promise<Disconnected> {
  requireAdmin(actor);
  if (portalId !== actor.portalId) {
    const issues = [{ path: 'portalId', message: `Type ${actor.portalId}.` }];
    throw new UnprocessableError('not-confirmed', 'Type the id of your own portal to disconnect it.', issues);
  }
  return disconnectPortal(ports, actor);
}
