import type { ObjectType } from './object-types.ts';
import type { SandboxProperty } from './property.ts';

type Entry = [name: string, label: string, kind: string, options?: readonly string[]];

const kinds: Readonly<Record<string, Pick<SandboxProperty, 'type' | 'fieldType'>>> = {
  text: { type: 'string', fieldType: 'text' },
  html: { type: 'string', fieldType: 'html' },
  number: { type: 'number', fieldType: 'number' },
  choice: { type: 'enumeration', fieldType: 'select' },
  bool: { type: 'bool', fieldType: 'booleancheckbox' },
  datetime: { type: 'datetime', fieldType: 'date' },
};

/** Filled by HubSpot itself: writing one is refused. */
const calculatedNames = new Set([
  'hs_is_closed',
  'hs_is_closed_won',
  'hs_is_closed_lost',
  'hs_mrr',
  'hs_arr',
  'hs_acv',
  'hs_tcv',
  'hs_object_id',
  'hs_lastmodifieddate',
  'hs_createdate',
  'hs_latest_approval_status',
]);

/** Their values live elsewhere: stages in the pipelines, owners among the owners. */
const externalNames = new Set(['dealstage', 'pipeline', 'hubspot_owner_id']);

const common: readonly Entry[] = [
  ['hs_object_id', 'Record ID', 'number'],
  ['hs_lastmodifieddate', 'Last modified date', 'datetime'],
  ['hubspot_owner_id', 'Owner', 'choice'],
];

const entries: Readonly<Record<ObjectType, readonly Entry[]>> = {
  deals: [
    ['dealname', 'Deal name', 'text'],
    ['amount', 'Amount', 'number'],
    ['deal_currency_code', 'Currency', 'choice', ['USD', 'EUR', 'GBP']],
    ['dealstage', 'Deal stage', 'choice'],
    ['pipeline', 'Pipeline', 'choice'],
    ['closedate', 'Close date', 'datetime'],
    ['createdate', 'Create date', 'datetime'],
    ['dealtype', 'Deal type', 'choice', ['newbusiness', 'existingbusiness']],
    ['description', 'Description', 'text'],
    ['hs_is_closed', 'Is closed', 'bool'],
    ['hs_is_closed_won', 'Is closed won', 'bool'],
    ['hs_is_closed_lost', 'Is closed lost', 'bool'],
    ['hs_mrr', 'Monthly recurring revenue', 'number'],
    ['hs_arr', 'Annual recurring revenue', 'number'],
    ['hs_acv', 'Annual contract value', 'number'],
    ['hs_tcv', 'Total contract value', 'number'],
    [
      'hs_latest_approval_status',
      'Latest approval status',
      'choice',
      ['PENDING', 'APPROVED', 'REJECTED', 'NO_APPROVAL_NEEDED'],
    ],
  ],
  companies: [
    ['name', 'Company name', 'text'],
    ['domain', 'Company domain name', 'text'],
    ['country', 'Country', 'text'],
    ['createdate', 'Create date', 'datetime'],
  ],
  contacts: [
    ['email', 'Email', 'text'],
    ['firstname', 'First name', 'text'],
    ['lastname', 'Last name', 'text'],
    ['createdate', 'Create date', 'datetime'],
  ],
  tasks: [
    ['hs_timestamp', 'Due date', 'datetime'],
    ['hs_task_subject', 'Task title', 'text'],
    ['hs_task_body', 'Notes', 'html'],
    [
      'hs_task_status',
      'Task status',
      'choice',
      ['NOT_STARTED', 'IN_PROGRESS', 'WAITING', 'COMPLETED', 'DEFERRED'],
    ],
    ['hs_task_priority', 'Priority', 'choice', ['NONE', 'LOW', 'MEDIUM', 'HIGH']],
    ['hs_task_type', 'Task type', 'choice', ['TODO', 'CALL', 'EMAIL']],
    ['hs_createdate', 'Create date', 'datetime'],
  ],
  notes: [
    ['hs_timestamp', 'Activity date', 'datetime'],
    ['hs_note_body', 'Note body', 'html'],
    ['hs_createdate', 'Create date', 'datetime'],
  ],
  line_items: [
    ['name', 'Name', 'text'],
    ['price', 'Unit price', 'number'],
    ['quantity', 'Quantity', 'number'],
    ['hs_discount_percentage', 'Discount percentage', 'number'],
    [
      'recurringbillingfrequency',
      'Billing frequency',
      'choice',
      ['monthly', 'quarterly', 'per_six_months', 'annually', 'per_two_years', 'per_three_years'],
    ],
    ['amount', 'Net price', 'number'],
    ['createdate', 'Create date', 'datetime'],
  ],
};

/** The part of HubSpot's own properties that the stand-in knows. */
export function standardProperties(type: ObjectType): SandboxProperty[] {
  return [...entries[type], ...common].map((entry) => standardProperty(type, entry));
}

function standardProperty(type: ObjectType, [name, label, kind, options = []]: Entry): SandboxProperty {
  const isCalculated = calculatedNames.has(name);
  return {
    name,
    label,
    ...(kinds[kind] ?? { type: 'string', fieldType: 'text' }),
    groupName: `${type}information`,
    description: '',
    options: options.map((value, displayOrder) => ({ value, label: value, displayOrder, hidden: false })),
    displayOrder: -1,
    hidden: false,
    hubspotDefined: true,
    formField: false,
    calculated: isCalculated,
    externalOptions: externalNames.has(name),
    hasUniqueValue: false,
    archived: false,
    modificationMetadata: { archivable: false, readOnlyDefinition: true, readOnlyValue: isCalculated },
  };
}
