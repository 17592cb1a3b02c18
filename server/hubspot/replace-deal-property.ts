import type { Account } from './account.ts';
import { propertyBody } from './ensure-deal-properties.ts';
import type { DealPropertyDefinition, DealPropertyGroup } from './port.ts';
import { PropertyAnswer } from './wire.ts';

/** Makes a property again what we define it to be; its name and its values stay. */
export async function replaceDealProperty(
  { call, paths }: Account,
  group: DealPropertyGroup,
  definition: DealPropertyDefinition,
): Promise<void> {
  const { name, ...change } = propertyBody(group, definition);
  await call({
    operation: 'make a deal property right',
    method: 'PATCH',
    path: paths.dealProperty(name),
    body: change,
    statuses: [200],
    answer: PropertyAnswer,
  });
}
