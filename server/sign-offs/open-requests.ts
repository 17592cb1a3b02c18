import { and, desc, eq, gte, notInArray, or } from 'drizzle-orm';
import { dayOf } from '../clock.ts';
import { removedDealIds } from '../deals/removed-deals.ts';
import type { Ports } from '../ports.ts';
import { asItStands, type StandingRequest } from './as-it-stands.ts';
import { isOpen } from './transitions.ts';

/**
 * Every request of a portal that somebody is to decide: those that wait, and approvals that need a second look by now.
 * Of a deal that HubSpot no longer has there is nothing to decide.
 */
export async function openRequests(ports: Ports, portalId: string): Promise<StandingRequest[]> {
  const { signOffs } = ports.database.tables;
  const mayBeOpen = or(
    eq(signOffs.state, 'waiting'),
    eq(signOffs.state, 'second-look'),
    eq(signOffs.state, 'approved-with-conditions'),
    and(eq(signOffs.state, 'approved'), gte(signOffs.validUntil, dayOf(ports.clock.now()))),
  );
  const rows = await ports.database.query
    .select()
    .from(signOffs)
    .where(
      and(
        eq(signOffs.portalId, portalId),
        mayBeOpen,
        notInArray(signOffs.dealId, removedDealIds(ports.database, portalId)),
      ),
    )
    .orderBy(desc(signOffs.atRiskNanoUsd), signOffs.requestedAt);
  const standing = await Promise.all(rows.map((row) => asItStands(ports, ports.database, row)));
  return standing.filter(isOpen);
}
