import type { Account } from './account.ts';
import type { DealPropertyDefinition, DealPropertyGroup, ProvisionedProperties } from './port.ts';
import { isUpstreamError } from './upstream-error.ts';
import { PropertyAnswer, PropertyGroupAnswer } from './wire.ts';

/** Creates what is missing and changes nothing that is there: an admin may have renamed a label on purpose. */
export async function ensureDealProperties(
  account: Account,
  group: DealPropertyGroup,
  definitions: readonly DealPropertyDefinition[],
): Promise<ProvisionedProperties> {
  await ensureGroup(account, group);
  const provisioned: ProvisionedProperties = { created: [], kept: [], different: [] };
  for (const definition of definitions) {
    const { isNew, property } = await ensureProperty(account, group, definition);
    const differences = differencesOf(definition, property);
    if (differences.length > 0) provisioned.different.push({ name: definition.name, differences });
    else if (isNew) provisioned.created.push(definition.name);
    else provisioned.kept.push(definition.name);
  }
  return provisioned;
}

async function ensureGroup(account: Account, group: DealPropertyGroup): Promise<void> {
  const read = () =>
    account.call({
      operation: 'read the property group',
      method: 'GET',
      path: account.paths.dealPropertyGroup(group.name),
      statuses: [200],
      answer: PropertyGroupAnswer,
    });
  const create = () =>
    account.call({
      operation: 'create the property group',
      method: 'POST',
      path: account.paths.dealPropertyGroups(),
      body: group,
      statuses: [201],
      answer: PropertyGroupAnswer,
    });
  await readOrCreate(read, create);
}

async function ensureProperty(
  account: Account,
  group: DealPropertyGroup,
  definition: DealPropertyDefinition,
): Promise<{ isNew: boolean; property: PropertyAnswer }> {
  const read = () =>
    account.call({
      operation: 'read a deal property',
      method: 'GET',
      path: account.paths.dealProperty(definition.name),
      statuses: [200],
      answer: PropertyAnswer,
    });
  const create = () =>
    account.call({
      operation: 'create a deal property',
      method: 'POST',
      path: account.paths.dealProperties(),
      body: propertyBody(group, definition),
      statuses: [201],
      answer: PropertyAnswer,
    });
  const { isNew, found } = await readOrCreate(read, create);
  return { isNew, property: found };
}

/** Somebody else may create it between our read and our create: then theirs is read again. */
async function readOrCreate<Found>(
  read: () => Promise<Found>,
  create: () => Promise<Found>,
): Promise<{ isNew: boolean; found: Found }> {
  try {
    return { isNew: false, found: await read() };
  } catch (error) {
    if (!isUpstreamError(error, 'not-found')) throw error;
  }
  try {
    return { isNew: true, found: await create() };
  } catch (error) {
    if (!isUpstreamError(error, 'conflict')) throw error;
    return { isNew: false, found: await read() };
  }
}

/** A property as HubSpot takes it. */
export function propertyBody(group: DealPropertyGroup, definition: DealPropertyDefinition) {
  const options = definition.options?.map((option, displayOrder) => ({
    ...option,
    displayOrder,
    hidden: false,
  }));
  return { ...definition, groupName: group.name, ...(options && { options }) };
}

/** In which ways a property of an account is not what we define it to be; its label is the admin's own affair. */
export function differencesOf(
  definition: DealPropertyDefinition,
  property: Pick<PropertyAnswer, 'type' | 'fieldType' | 'options'>,
): string[] {
  const values = new Set(property.options?.map((option) => option.value));
  const missing = (definition.options ?? []).filter((option) => !values.has(option.value));
  return [
    ...(property.type === definition.type ? [] : [`type is ${property.type}, not ${definition.type}`]),
    ...(property.fieldType === definition.fieldType
      ? []
      : [`field type is ${property.fieldType}, not ${definition.fieldType}`]),
    ...missing.map((option) => `option ${option.value} is missing`),
  ];
}
