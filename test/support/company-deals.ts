import type { Sizing } from '@dealfloor/price-book';
import { expect } from 'vitest';
import { TOM } from '../../server/demo/demo-company.ts';
import { checkAssociationType, link } from '../../server/hubspot/sandbox/links.ts';
import { createRecord } from '../../server/hubspot/sandbox/records.ts';
import { demoPortal, plantDeal } from './plant-deal.ts';
import { save } from './sign-off-steps.ts';
import type { World } from './world.ts';

export const COMPANY = { id: '880', name: 'Brightside Social' };

/** Deals of one company in HubSpot, each sized by Tom. */
export async function dealsOfOneCompany(world: World, sizings: readonly Sizing[]): Promise<string[]> {
  const portal = demoPortal(world);
  const at = world.clock.now();
  createRecord(portal, { type: 'companies', id: COMPANY.id, properties: { name: COMPANY.name }, at });
  const ids: string[] = [];
  for (const sizing of sizings) {
    const id = plantDeal(world, TOM, `Part ${ids.length + 1}`);
    const ends = { fromType: 'deals', fromId: id, toType: 'companies', toId: COMPANY.id } as const;
    link(portal, ends, checkAssociationType('deals', 'companies', 5), { at });
    expect((await save(world.card(TOM), id, sizing)).status).toBe(201);
    ids.push(id);
  }
  return ids;
}
