import type { DealList } from '@dealfloor/price-book';
import { dayOf } from '../clock.ts';
import { latestEstimate } from '../estimates/estimate-rows.ts';
import type { Actor } from '../people/actor.ts';
import { listPeople } from '../people/actor.ts';
import { requireReader } from '../people/roles.ts';
import type { Ports } from '../ports.ts';
import { latestSignOff } from '../sign-offs/sign-off-rows.ts';
import { dealStatus } from '../sign-offs/status.ts';

/** The portal's deals in brief, as HubSpot lists them now. */
export async function listDeals(ports: Ports, actor: Actor): Promise<DealList> {
  requireReader(actor);
  const { database, clock, hubspot } = ports;
  const { portalId } = actor;
  const people = await listPeople(database, portalId);
  const deals = await hubspot.listDeals(portalId);
  const rows = deals.map(async (deal) => {
    const estimate = await latestEstimate(database, portalId, deal.id);
    const request = await latestSignOff(database, portalId, deal.id);
    return {
      id: deal.id,
      name: deal.name,
      companyName: deal.companyName,
      stage: deal.stageLabel ?? deal.stage ?? '',
      amount: deal.amount,
      currency: deal.currencyCode,
      closeDate: deal.closeDate,
      ownerName:
        people.find((person) => person.ownerId !== null && person.ownerId === deal.ownerId)?.name ?? null,
      isWon: deal.isWon,
      status: dealStatus(estimate, request, dayOf(clock.now())),
      verdict: estimate?.verdict ?? null,
    };
  });
  return { deals: await Promise.all(rows) };
}
