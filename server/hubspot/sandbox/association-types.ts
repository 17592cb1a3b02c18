import type { ObjectType } from './object-types.ts';

export type AssociationType = {
  from: ObjectType;
  to: ObjectType;
  typeId: number;
  name: string;
  label?: string;
  inverseTypeId: number;
  /** HubSpot adds the unlabelled type beside a primary one. */
  impliesTypeId?: number;
};

type Pair = {
  from: ObjectType;
  to: ObjectType;
  there: number;
  back: number;
  names: [there: string, back: string];
  label?: string;
  implies?: [there: number, back: number];
};

const pairs: readonly Pair[] = [
  {
    from: 'deals',
    to: 'companies',
    there: 5,
    back: 6,
    names: ['deal_to_company', 'company_to_deal'],
    label: 'Primary',
    implies: [341, 342],
  },
  {
    from: 'deals',
    to: 'companies',
    there: 341,
    back: 342,
    names: ['deal_to_company_unlabeled', 'company_to_deal_unlabeled'],
  },
  { from: 'deals', to: 'contacts', there: 3, back: 4, names: ['deal_to_contact', 'contact_to_deal'] },
  {
    from: 'contacts',
    to: 'companies',
    there: 279,
    back: 280,
    names: ['contact_to_company_unlabeled', 'company_to_contact_unlabeled'],
  },
  { from: 'tasks', to: 'deals', there: 216, back: 215, names: ['task_to_deal', 'deal_to_task'] },
  { from: 'tasks', to: 'companies', there: 192, back: 191, names: ['task_to_company', 'company_to_task'] },
  { from: 'tasks', to: 'contacts', there: 204, back: 203, names: ['task_to_contact', 'contact_to_task'] },
  { from: 'notes', to: 'deals', there: 214, back: 213, names: ['note_to_deal', 'deal_to_note'] },
  { from: 'notes', to: 'companies', there: 190, back: 189, names: ['note_to_company', 'company_to_note'] },
  { from: 'line_items', to: 'deals', there: 20, back: 19, names: ['line_item_to_deal', 'deal_to_line_item'] },
  { from: 'notes', to: 'contacts', there: 202, back: 201, names: ['note_to_contact', 'contact_to_note'] },
];

function bothWays(pair: Pair): AssociationType[] {
  const label = pair.label === undefined ? {} : { label: pair.label };
  const [impliedThere, impliedBack] = pair.implies ?? [];
  return [
    {
      from: pair.from,
      to: pair.to,
      typeId: pair.there,
      name: pair.names[0],
      inverseTypeId: pair.back,
      ...label,
      ...(impliedThere !== undefined && { impliesTypeId: impliedThere }),
    },
    {
      from: pair.to,
      to: pair.from,
      typeId: pair.back,
      name: pair.names[1],
      inverseTypeId: pair.there,
      ...label,
      ...(impliedBack !== undefined && { impliesTypeId: impliedBack }),
    },
  ];
}

/** HUBSPOT_DEFINED associations; the direction matters. */
export const associationTypes: readonly AssociationType[] = pairs.flatMap(bothWays);

export function associationTypeOf(from: ObjectType, to: ObjectType, typeId: number): AssociationType | null {
  const found = associationTypes.find(
    (type) => type.from === from && type.to === to && type.typeId === typeId,
  );
  return found ?? null;
}

export function defaultAssociationType(from: ObjectType, to: ObjectType): AssociationType | null {
  const found = associationTypes.find(
    (type) => type.from === from && type.to === to && type.label === undefined,
  );
  return found ?? null;
}

/** Where a type leads from a kind of record; `null` when it does not start there. */
export function targetOf(from: ObjectType, typeId: number): ObjectType | null {
  return associationTypes.find((type) => type.from === from && type.typeId === typeId)?.to ?? null;
}
