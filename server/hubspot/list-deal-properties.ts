import { z } from 'zod';
import type { Account } from './account.ts';
import type { DealPropertyInPortal } from './port.ts';
import { PropertyAnswer } from './wire.ts';

/** Every property of deals that an account has, HubSpot's own and its admins'. */
export async function listDealProperties({ call, paths }: Account): Promise<DealPropertyInPortal[]> {
  const { results } = await call({
    operation: 'list the deal properties',
    method: 'GET',
    path: paths.dealProperties(),
    statuses: [200],
    answer: z.object({ results: z.array(PropertyAnswer) }),
  });
  return results.map(({ name, label, type, fieldType, options }) => ({
    name,
    label,
    type,
    fieldType,
    options: options ?? [],
  }));
}
