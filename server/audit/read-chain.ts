import type { AuditChain } from '@dealfloor/price-book';
import type { Actor } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { requireAuditor } from './require-auditor.ts';
import { verifyChain } from './verify-chain.ts';

const underWay = new WeakMap<object, Map<string, Promise<AuditChain>>>();

/** Walks the portal's chain and holds it against its anchors; who asks while a walk is under way gets its answer. */
export async function readChain(ports: Ports, actor: Actor): Promise<AuditChain> {
  requireAuditor(actor);
  const { portalId } = actor;
  const walks = underWay.get(ports.database) ?? new Map<string, Promise<AuditChain>>();
  underWay.set(ports.database, walks);
  const walk = walks.get(portalId) ?? checkNow(ports, portalId).finally(() => walks.delete(portalId));
  walks.set(portalId, walk);
  return walk;
}

async function checkNow({ anchors, clock, database }: Ports, portalId: string): Promise<AuditChain> {
  const file = await anchors.read();
  const check = await verifyChain(database, portalId, { anchors: file?.anchors ?? [] });
  const { ok, entries } = check;
  const checkedAt = clock.now().toISOString();
  const held = check.ok
    ? { head: check.head, unsealed: check.unsealed, anchors: check.anchors, sequence: null, fault: null }
    : { head: null, unsealed: 0, anchors: 0, sequence: check.sequence, fault: check.fault };
  return { ok, entries, checkedAt, ...held };
}
