import type { AuditChain } from '@dealfloor/price-book';
import type { Actor } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { checkChain } from './check-chain.ts';
import { requireAuditor } from './require-auditor.ts';

/** Whether the chain of the portal holds, for those who answer for it. */
export async function readChain(ports: Ports, actor: Actor): Promise<AuditChain> {
  requireAuditor(actor);
  return checkChain(ports, actor.portalId);
}
