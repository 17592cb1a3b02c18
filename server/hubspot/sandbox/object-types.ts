export type ObjectType = 'deals' | 'companies' | 'contacts' | 'tasks' | 'notes' | 'line_items';

type ObjectTypeFacts = {
  typeId: string;
  singular: string;
  readScope: string;
  writeScope: string;
  createdProperty: string;
  defaultProperties: readonly string[];
};

const contactScopes = { readScope: 'crm.objects.contacts.read', writeScope: 'crm.objects.contacts.write' };

/** HubSpot files tasks and notes under the contact scopes. */
export const objectTypes: Readonly<Record<ObjectType, ObjectTypeFacts>> = {
  contacts: {
    typeId: '0-1',
    singular: 'contact',
    ...contactScopes,
    createdProperty: 'createdate',
    defaultProperties: ['email', 'firstname', 'lastname'],
  },
  companies: {
    typeId: '0-2',
    singular: 'company',
    readScope: 'crm.objects.companies.read',
    writeScope: 'crm.objects.companies.write',
    createdProperty: 'createdate',
    defaultProperties: ['name', 'domain'],
  },
  deals: {
    typeId: '0-3',
    singular: 'deal',
    readScope: 'crm.objects.deals.read',
    writeScope: 'crm.objects.deals.write',
    createdProperty: 'createdate',
    defaultProperties: ['amount', 'closedate', 'dealname', 'dealstage', 'pipeline'],
  },
  tasks: {
    typeId: '0-27',
    singular: 'task',
    ...contactScopes,
    createdProperty: 'hs_createdate',
    defaultProperties: [],
  },
  notes: {
    typeId: '0-46',
    singular: 'note',
    ...contactScopes,
    createdProperty: 'hs_createdate',
    defaultProperties: [],
  },
  line_items: {
    typeId: '0-8',
    singular: 'line_item',
    readScope: 'crm.objects.line_items.read',
    writeScope: 'crm.objects.line_items.write',
    createdProperty: 'createdate',
    defaultProperties: ['name', 'price', 'quantity', 'amount'],
  },
};

export const objectTypeNames: readonly ObjectType[] = [
  'deals',
  'companies',
  'contacts',
  'tasks',
  'notes',
  'line_items',
];

/** HubSpot takes the plural, the singular and the type id. */
export function objectTypeOf(text: string): ObjectType | null {
  const wanted = text.toLowerCase();
  const found = objectTypeNames.find(
    (name) => name === wanted || objectTypes[name].singular === wanted || objectTypes[name].typeId === wanted,
  );
  return found ?? null;
}

/** What Dealfloor's app asks for when it is installed. */
export const dealfloorScopes: readonly string[] = [
  'crm.objects.deals.read',
  'crm.objects.deals.write',
  'crm.schemas.deals.read',
  'crm.schemas.deals.write',
  'crm.objects.companies.read',
  'crm.objects.contacts.read',
  'crm.objects.contacts.write',
  'crm.objects.owners.read',
];
