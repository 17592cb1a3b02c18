import type { Viewer } from '@dealfloor/price-book';
import type { Actor } from './actor.ts';

/** The person who is looking, as screens show them. */
export function viewerOf({ userId, name, portalId, roles }: Actor): Viewer {
  return { userId, name, portalId, roles: [...roles] };
}
