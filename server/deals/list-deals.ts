import type { DealList } from '@dealfloor/price-book';
import type { Actor } from '../people/actor.ts';
import { listPeople } from '../people/actor.ts';
import { requireReader } from '../people/roles.ts';
import type { Ports } from '../ports.ts';
import { dealStanding } from '../sign-offs/deal-standing.ts';
import { copyOf, dealView } from './deal-copy.ts';

/** The portal's deals in brief, as HubSpot lists them now. */
export async function listDeals(ports: Ports, actor: Actor): Promise<DealList> {
  requireReader(actor);
  const { database, hubspot } = ports;
  const { portalId } = actor;
  const people = await listPeople(database, portalId);
  const deals = await hubspot.listDeals(portalId);
  const rows = deals.map(async (deal) => {
    const { status, verdict } = await dealStanding(ports, database, portalId, deal.id);
    return {
      ...dealView(
        copyOf(portalId, deal, ports.clock.now()),
        people.find((person) => person.ownerId !== null && person.ownerId === deal.ownerId)?.name ?? null,
      ),
      status,
      verdict,
    };
  });
  return { deals: await Promise.all(rows) };
}
