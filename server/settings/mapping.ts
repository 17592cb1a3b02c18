import {
  dealPrice,
  type FieldMapping,
  type MappingInput,
  type MappingPreview,
  type MappingView,
} from '@dealfloor/price-book';
import { appendEntry } from '../audit/append-entry.ts';
import type { DealPropertyInPortal } from '../hubspot/port.ts';
import { once } from '../idempotency/once.ts';
import type { Actor } from '../people/actor.ts';
import { requireAdmin } from '../people/roles.ts';
import type { Ports } from '../ports.ts';
import { UnprocessableError } from '../service-error.ts';
import { mappedFields, savedMapping } from './mapped-fields.ts';

type Field = keyof FieldMapping;

/** What a property must hold to stand for a field. */
const TYPES: Readonly<Record<Field, readonly string[]>> = {
  amount: ['number'],
  currency: ['enumeration', 'string'],
  closeDate: ['date', 'datetime'],
  seats: ['number'],
};

/** The mapping in force, and what could be chosen instead. */
export async function readMapping(ports: Ports, actor: Actor): Promise<MappingView> {
  requireAdmin(actor);
  const { portalId } = actor;
  const saved = await savedMapping(ports.database, portalId);
  const properties = await ports.hubspot.listDealProperties(portalId);
  const choices = (field: Field) =>
    properties.filter((property) => fits(field, property)).map(({ name, label }) => ({ name, label }));
  return {
    mapping: await mappedFields(ports.database, portalId),
    isSaved: saved !== null,
    savedAt: saved?.savedAt ?? null,
    choices: {
      amount: choices('amount'),
      currency: choices('currency'),
      closeDate: choices('closeDate'),
      seats: choices('seats'),
    },
  };
}

/** Three real deals as this mapping would read them; nothing is kept. */
export async function previewMapping(
  ports: Ports,
  actor: Actor,
  mapping: FieldMapping,
): Promise<MappingPreview> {
  requireAdmin(actor);
  await refuseWrongFields(ports, actor, mapping);
  const deals = await ports.hubspot.sampleDeals(actor.portalId, mapping);
  return {
    deals: deals.map(
      ({ id, name, amount, currencyCode: currency, closeDate, seats, recurringPerMonth: monthly }) => ({
        id,
        name,
        amount,
        currency,
        closeDate,
        seats,
        price: dealPrice({ monthly, amount, currency }),
      }),
    ),
  };
}

/** Keeps a mapping; deals are read by it from then on. */
export async function saveMapping(ports: Ports, actor: Actor, input: MappingInput): Promise<MappingView> {
  requireAdmin(actor);
  const { mapping, idempotencyKey: key } = input;
  const { portalId, userId } = actor;
  await refuseWrongFields(ports, actor, mapping);
  const at = ports.clock.now();
  await once(
    ports,
    actor,
    { key, action: 'save-mapping', body: mapping, status: 200 },
    async (transaction) => {
      const { fieldMappings } = transaction.tables;
      const before = await savedMapping(transaction, portalId);
      const { seats, ...named } = mapping;
      const row = {
        mapping: { ...named, ...(seats !== null && { seats }) },
        savedBy: userId,
        savedAt: at.toISOString(),
      };
      await transaction.query
        .insert(fieldMappings)
        .values({ portalId, ...row })
        .onConflictDoUpdate({ target: fieldMappings.portalId, set: row });
      const record = { mapping, before: before?.mapping ?? null };
      await appendEntry(transaction, actor, { action: 'fields-mapped', dealId: null, at, record });
      return {};
    },
  );
  return readMapping(ports, actor);
}

/** A field may only be read from a property that is there and can hold it. */
export async function refuseWrongFields(
  ports: Ports,
  { portalId }: Actor,
  mapping: FieldMapping,
): Promise<void> {
  const properties = await ports.hubspot.listDealProperties(portalId);
  const issues = wrongFields(mapping, properties);
  if (issues.length === 0) return;
  throw new UnprocessableError(
    'field-unfit',
    'These properties cannot hold what they are to stand for.',
    issues,
  );
}

/** The fields whose property is missing in the account, or holds something else. */
export function wrongFields(mapping: FieldMapping, properties: readonly DealPropertyInPortal[]) {
  const chosen: [Field, string | null][] = [
    ['amount', mapping.amount],
    ['currency', mapping.currency],
    ['closeDate', mapping.closeDate],
    ['seats', mapping.seats],
  ];
  return chosen.flatMap(([field, name]) => {
    if (name === null) return [];
    const property = properties.find((candidate) => candidate.name === name);
    if (property && fits(field, property)) return [];
    const message = property
      ? `${name} holds ${property.type}; it must hold ${TYPES[field].join(' or ')}.`
      : `The account has no deal property ${name}.`;
    return [{ path: `mapping.${field}`, message }];
  });
}

function fits(field: Field, { type }: DealPropertyInPortal): boolean {
  return TYPES[field].includes(type);
}
