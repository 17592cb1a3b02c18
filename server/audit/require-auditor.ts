import type { Role } from '@dealfloor/price-book';
import type { Actor } from '../people/actor.ts';
import { requireReader } from '../people/roles.ts';
import { ForbiddenError } from '../service-error.ts';

const AUDITORS: readonly Role[] = ['finance', 'cfo', 'admin'];

/** The audit holds every deal's figures and every person's deeds: finance, the CFO and admins read it. */
export function requireAuditor(actor: Actor): void {
  requireReader(actor);
  if (!actor.roles.some((role) => AUDITORS.includes(role))) {
    throw new ForbiddenError('Only finance, the CFO and admins read the audit.');
  }
}
